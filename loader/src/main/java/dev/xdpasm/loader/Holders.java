package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.ProcFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which processes hold which programs, maps and links: one walk over {@code /proc/PID/fdinfo}, whose files tell a {@code
 * prog_id:}, a {@code map_id:} or, with its program's, a {@code link_id:}. It looks at each descriptor of the machine, so one scan is for many of them.
 *
 * <p>Processes and descriptors that vanish meanwhile, or that this process may not look at, are passed over. Immutable.
 */
public final class Holders {
    private final Map<Integer, List<Holder>> byProgram = new HashMap<>();
    private final Map<Integer, List<Holder>> byMap = new HashMap<>();
    private final Map<Integer, List<Holder>> byLink = new HashMap<>();

    private Holders() {}

    /** {@return the holders of all programs, maps and links, now} */
    public static Holders scan() {
        Holders holders = new Holders();
        for (Path process : ProcFiles.children(Path.of("/proc"), "[0-9]*")) {
            holders.addProcess(process);
        }
        return holders;
    }

    /** {@return the holders of a program, each process once} */
    public List<Holder> of(int programId) {
        return List.copyOf(byProgram.getOrDefault(programId, List.of()));
    }

    /** {@return the holders of a map, each process once} */
    public List<Holder> ofMap(int mapId) {
        return List.copyOf(byMap.getOrDefault(mapId, List.of()));
    }

    /** {@return the holders of a link, each process once} */
    public List<Holder> ofLink(int linkId) {
        return List.copyOf(byLink.getOrDefault(linkId, List.of()));
    }

    private void addProcess(Path process) {
        Optional<Holder> holder = Optional.empty();
        for (Path fd : ProcFiles.children(process.resolve("fd"), "*")) {
            // The link's text is cheap to read and sorts out nearly all: "anon_inode:bpf-prog", "anon_inode:bpf_link".
            boolean bpf = ProcFiles.link(fd).filter(text -> text.startsWith("anon_inode:")
                            && text.contains("bpf"))
                    .isPresent();
            if (!bpf) {
                continue;
            }
            String info = ProcFiles.read(process.resolve("fdinfo").resolve(fd.getFileName())).orElse("");
            Optional<String> program = ProcFiles.field(info, "prog_id");
            Optional<String> map = ProcFiles.field(info, "map_id");
            Optional<String> link = ProcFiles.field(info, "link_id");
            if (program.isEmpty() && map.isEmpty() && link.isEmpty()) {
                continue;
            }
            holder = holder.or(() -> ProcFiles.read(process.resolve("comm")).map(comm ->
                    new Holder(comm.strip(), Integer.parseInt(process.getFileName().toString()))));
            holder.ifPresent(found -> {
                program.ifPresent(id -> add(byProgram, id, found));
                map.ifPresent(id -> add(byMap, id, found));
                link.ifPresent(id -> add(byLink, id, found));
            });
        }
    }

    private static void add(Map<Integer, List<Holder>> holders, String id, Holder found) {
        List<Holder> all = holders.computeIfAbsent(Integer.parseUnsignedInt(id), any -> new ArrayList<>());
        if (!all.contains(found)) {
            all.add(found);
        }
    }
}
