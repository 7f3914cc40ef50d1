package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ObjectCalls;
import dev.xdpasm.loader.sys.ProcFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which programs, maps and links have which names on bpffs: one walk over a folder, opening what is pinned there. What
 * cannot be opened, or vanishes meanwhile, is passed over. Immutable.
 */
public final class PinnedObjects {
    private static final Path USUAL_MOUNT = Path.of("/sys/fs/bpf");

    private final Map<String, List<Path>> paths = new HashMap<>();

    private PinnedObjects() {}

    /** {@return what is pinned below /sys/fs/bpf, now} */
    public static PinnedObjects scan() {
        return scan(USUAL_MOUNT);
    }

    /** {@return what is pinned in a folder and those below it, now} */
    public static PinnedObjects scan(Path folder) {
        PinnedObjects found = new PinnedObjects();
        if (!PinReason.isBpffs(folder)) {
            return found;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // Gone, or not ours to see: what was found so far is what there is.
            return found;
        }
        return found;
    }

    private void add(Path file) {
        long answer = ObjectCalls.get(file.toString());
        if (answer < 0) {
            return;
        }
        try (Fd fd = new Fd((int) answer, "pinned " + file)) {
            // A link tells its program's id as well.
            for (String kind : List.of("link_id", "prog_id", "map_id")) {
                String[] id = {""};
                fd.use(number -> {
                    id[0] = ProcFiles.descriptor(number, kind).orElse("");
                    return 0;
                });
                if (!id[0].isEmpty()) {
                    paths.computeIfAbsent(kind + id[0], any -> new ArrayList<>()).add(file);
                    return;
                }
            }
        }
    }

    private List<Path> of(String kind, int id) {
        return List.copyOf(paths.getOrDefault(kind + Integer.toUnsignedString(id), List.of()));
    }

    /** {@return the names of a program} */
    public List<Path> ofProgram(int id) {
        return of("prog_id", id);
    }

    /** {@return the names of a map} */
    public List<Path> ofMap(int id) {
        return of("map_id", id);
    }

    /** {@return the names of a link} */
    public List<Path> ofLink(int id) {
        return of("link_id", id);
    }
}
