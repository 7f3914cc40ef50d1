package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.loader.sys.ProcFiles;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After a class of kernel tests there are as many descriptors and namespace threads as before, and no program and no link of
 * ours.
 */
final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(LeakCheck.class);
    private static final String NAMESPACE = "net:";
    private static final int WAIT_MILLIS = 5000;
    private static final int STEP_MILLIS = 20;

    static {
        // From the first Java socket on the JDK keeps one of its own, which closed descriptors are made copies of.
        try {
            new DatagramSocket().close();
        } catch (SocketException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        context.getStore(OWN).put(context.getUniqueId(), held());
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Map<?, ?> before = context.getStore(OWN).get(context.getUniqueId(), Map.class);
        // Threads end, and the kernel clears namespaces and programs away, a little after they were told to.
        Map<String, Integer> after = held();
        for (int waited = 0; waited < WAIT_MILLIS && !after.equals(before); waited += STEP_MILLIS) {
            if (withoutNamespaces(after).equals(withoutNamespaces(before))) {
                // Those that threads were found in are held until then; forgotten descriptors are not swept up so.
                System.gc();
            }
            Thread.sleep(STEP_MILLIS);
            after = held();
        }
        assertEquals(before, after, "what " + context.getDisplayName() + " left behind");
    }

    private static Map<?, ?> withoutNamespaces(Map<?, ?> held) {
        Map<?, ?> others = new HashMap<>(held);
        others.remove(NAMESPACE);
        return others;
    }

    /** How many there are of each kind that the loader opens; the JVM's own files come and go. */
    private static Map<String, Integer> held() throws IOException {
        Map<String, Integer> held = new TreeMap<>();
        try (DirectoryStream<Path> fds = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path fd : fds) {
                String kind = ProcFiles.link(fd).orElse("").replaceAll("\\[.*", "");
                if (kind.contains("bpf") || kind.startsWith("socket:") || kind.equals(NAMESPACE)) {
                    held.merge(kind, 1, Integer::sum);
                }
            }
        }
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("xdpasm-netns"))
                .forEach(thread -> held.merge("namespace thread", 1, Integer::sum));
        if (KernelCondition.MISSING.isEmpty()) {
            Map<Integer, String> ours = new HashMap<>();
            ProgramInfo.all().stream()
                    .filter(program -> program.name().startsWith(Programs.PREFIX))
                    .forEach(program -> {
                        ours.put(program.id(), program.name());
                        held.merge("program " + program.name(), 1, Integer::sum);
                    });
            BpfLinkInfo.all().stream()
                    .filter(link -> ours.containsKey(link.programId()))
                    .forEach(link -> held.merge("link of " + ours.get(link.programId()), 1, Integer::sum));
        }
        return held;
    }
}
