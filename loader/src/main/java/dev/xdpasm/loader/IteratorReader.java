package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.AttachCalls;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.NativeMemory;
import dev.xdpasm.loader.sys.Syscalls;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads what a BPF iterator writes: each read(2) has its program run over more of what it iterates. */
final class IteratorReader {
    private static final int PIECE_BYTES = 1 << 16;

    private IteratorReader() {}

    static String read(BpfLink link) {
        long answer = link.fd().use(AttachCalls::createIterator);
        String what = "iterator of link " + link.id();
        if (answer < 0) {
            throw Refusal.bpf(what + " could not be opened", BpfCommand.BPF_ITER_CREATE, answer);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        NativeMemory piece = NativeMemory.allocate(PIECE_BYTES);
        try (Fd file = new Fd((int) answer, what)) {
            while (true) {
                long length = file.use(fd -> Syscalls.read(fd, piece));
                if (length < 0) {
                    throw Refusal.call(what + " could not be read", "read", length);
                }
                if (length == 0) {
                    return text.toString(StandardCharsets.UTF_8);
                }
                text.writeBytes(piece.copy(0, (int) length));
            }
        }
    }
}
