package dev.xdpasm.loader;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Register.R3;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.asm.Assembler;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.uapi.Helper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a mount namespace of its own, so that the machine's tracefs is left as it is. */
@KernelTest
class TracePipeTest {

    /** What runs there. */
    static final class Main {
        private static final String WORDS = "xdp %d";

        private Main() {}

        public static void main(String[] args) throws Exception {
            try {
                TracePipe.open().close();
                System.out.println("open already");
            } catch (BpfException e) {
                System.out.println(e.getMessage());
            }
            TracePipe.mount();
            TracePipe.mount();
            try (Bpf bpf = Bpf.load(BpfObject.of(BpfProgram.xdp("prints", Assembler.assemble(a -> {
                byte[] format = (WORDS + "\0\0").getBytes(StandardCharsets.US_ASCII);
                a.lddw(R1, java.nio.ByteBuffer.wrap(format).order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong());
                a.stxdw(R10, -8, R1);
                a.mov(R1, R10);
                a.add(R1, -8);
                a.mov(R2, WORDS.length() + 1);
                a.mov(R3, 4711);
                a.call(Helper.bpf_trace_printk);
                a.mov(R0, 2);
                a.exit();
            }))))) {
                TracePipe pipe = TracePipe.open();
                bpf.xdp("prints").run(new byte[64]);
                List<String> first = pipe.lines().filter(line -> line.contains("xdp 4711")).limit(1).toList();
                System.out.println("read " + first);
                Thread closer = new Thread(() -> {
                    try {
                        Thread.sleep(200);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    pipe.close();
                });
                closer.start();
                System.out.println("then " + pipe.lines().filter(line -> line.contains("xdp 4711")).count());
                closer.join();
            }
        }
    }

    @Test
    void linesAreReadOnceTracefsIsMounted() throws Exception {
        KernelCondition.needs("unshare");
        String said = Commands.run(
                "unshare",
                "-m",
                "sh",
                "-c",
                "umount /sys/kernel/tracing /sys/kernel/debug/tracing /sys/kernel/debug 2>/dev/null; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        assertTrue(
                said.contains("tracefs is mounted neither on /sys/kernel/tracing nor on /sys/kernel/debug/tracing:"
                        + " mount -t tracefs tracefs /sys/kernel/tracing"),
                said);
        assertTrue(said.contains("read [") && said.contains("xdp 4711"), said);
        assertTrue(said.contains("then 0"), said);
    }
}
