package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.core.CoreRelocator;
import dev.xdpasm.core.CoreResult;
import dev.xdpasm.core.CoreTarget;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ProgramCalls;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.FunctionTypes;
import dev.xdpasm.object.LinkedProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.StructOps;
import dev.xdpasm.uapi.ProgramType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings one object into the kernel, step by step: externs found, types loaded, maps made and filled, programs linked, their
 * references resolved, verified, and put into the maps that hold programs. What was made is closed if a step fails.
 */
final class ObjectLoader implements AutoCloseable {
    private final BpfObject object;
    private final LoadOptions options;
    private final Supplier<BtfIndex> kernelTypes;
    private final Omissions omissions;

    final Map<String, LoadedProgram> programs = new LinkedHashMap<>();
    final Map<String, BpfMap<byte[], byte[]>> maps = new LinkedHashMap<>();
    final Map<String, StructOpsMap> structs = new LinkedHashMap<>();
    final Map<String, BpfException> refused = new LinkedHashMap<>();
    private final Map<String, KernelStruct> kernelStructs = new LinkedHashMap<>();
    private @Nullable BpfMap<byte[], byte[]> config;
    private @Nullable CoreRelocator relocator;

    ObjectLoader(BpfObject object, LoadOptions options) {
        this.object = needsTypes(object) ? FunctionTypes.complete(object) : object;
        this.options = options;
        this.omissions = new Omissions(options);
        this.kernelTypes = () -> options.targetTypes().orElseGet(KernelTypes::get);
    }

    /** The kernel knows source lines and callbacks by the types of functions only. */
    private static boolean needsTypes(BpfObject object) {
        return object.functions().stream()
                .anyMatch(function -> function.funcType() != 0
                        || function.code().lines().size() > 0
                        || function.code().relocations().stream()
                                .anyMatch(r -> r.kind() == Relocation.Kind.FUNCTION
                                        && Insn.isWide(function.code().word(r.slot()))));
    }

    /** Does all of it. */
    void load() {
        ProgramLoader.requireWholeLicense(object.license());
        MapReuse.requireKnown(
                options.maps(), object.maps().stream().map(MapSpec::name).collect(Collectors.toCollection(TreeSet::new)));
        List<LinkedProgram> linked = object.programs().stream()
                .filter(program -> program.kind().autoload())
                .map(program -> LinkedProgram.of(object, program))
                .toList();
        linked.forEach(program -> requireKnownKind(program.program()));
        object.maps().stream()
                .filter(StructOps::is)
                .forEach(map -> kernelStructs.put(map.name(), KernelStruct.of(object, map, kernelTypes.get())));
        try (ModuleTypes modules = new ModuleTypes(options)) {
            Externs externs = Externs.of(object, kernelTypes, modules);
            try (LoadedTypes types = LoadedTypes.load(object, linked, omissions)) {
                loadMaps(externs, types.number());
                ProgramLoader loader = new ProgramLoader(object, omissions, modules.descriptors());
                for (int i = 0; i < linked.size(); i++) {
                    load(linked.get(i), externs, types.instructions(i), loader);
                }
            }
        }
        fillMaps();
    }

    private static void requireKnownKind(BpfProgram program) {
        if (program.type() == ProgramType.BPF_PROG_TYPE_UNSPEC) {
            throw new BpfException("program " + program.name() + " is in section " + program.section()
                    + ", which does not say what it is for, expected one such as xdp or tc");
        }
    }

    private void loadMaps(Externs externs, int btfFd) {
        MapLoader loader = new MapLoader(object, options, omissions, btfFd);
        for (MapSpec spec : object.maps()) {
            KernelStruct struct = kernelStructs.get(spec.name());
            if (struct != null) {
                maps.put(spec.name(), loader.load(spec, struct));
                continue;
            }
            BpfMap<?, ?> there = options.maps().get(spec.name());
            maps.put(spec.name(), there == null ? loader.load(spec) : MapReuse.share(there, MapCreation.withRealSize(spec)));
        }
        externs.config().ifPresent(values -> config = loader.load(values.map()));
    }

    private void load(
            LinkedProgram linked, Externs externs, ProgramCalls.Instructions known, ProgramLoader loader) {
        BpfProgram program = linked.program();
        try {
            CoreResult fitted = fit(linked);
            Code code = OlderHelpers.of(resolve(fitted.code(), externs), omissions);
            AttachTarget target = program.type() == ProgramType.BPF_PROG_TYPE_STRUCT_OPS
                    ? member(program)
                    : AttachTarget.of(program, kernelTypes, options.targetProgram());
            Fd fd = loader.load(linked, code, target, known, fitted.outcomes());
            programs.put(program.name(), LoadedProgram.of(fd, program));
        } catch (BpfException e) {
            if (!options.partial()) {
                throw e;
            }
            refused.put(program.name(), e);
            options.notes().accept("program " + program.name() + " was left out, as it was refused");
        }
    }

    /** The one member of the kernel's structs that a program is; the same one in several structs is possible. */
    private AttachTarget member(BpfProgram program) {
        Set<AttachTarget> members = kernelStructs.values().stream()
                .flatMap(struct -> struct.functions().stream()
                        .filter(function -> function.program().equals(program.name()))
                        .map(function -> AttachTarget.ofMember(struct.type(), function.member())))
                .collect(Collectors.toSet());
        if (members.size() != 1) {
            throw new BpfException("program " + program.name() + " in section " + program.section() + " is "
                    + (members.isEmpty() ? "in no struct" : "several members of structs") + ", expected one member of a struct in "
                    + StructOps.SECTION);
        }
        return members.iterator().next();
    }

    /** The code with the kernel's offsets and sizes in place of the object's own. */
    private CoreResult fit(LinkedProgram linked) {
        List<BtfExt.CoreRelocation> relocations = linked.coreRelocations();
        if (relocations.isEmpty()) {
            return new CoreResult(linked.code(), List.of());
        }
        if (relocator == null) {
            relocator = new CoreRelocator(object.btf(), new CoreTarget(kernelTypes.get(), options::moduleTypes));
        }
        CoreResult fitted = relocator.relocate(linked.code(), relocations);
        fitted.outcomes().stream()
                .filter(outcome -> !outcome.reason().isEmpty())
                .forEach(outcome -> options.notes().accept("program " + linked.program().name() + ", instruction "
                        + outcome.relocation().slot() + ": " + outcome));
        return fitted;
    }

    /** The code with descriptors and addresses in place of names. */
    private Code resolve(Code code, Externs externs) {
        if (code.relocations().isEmpty()) {
            return code;
        }
        long[] words = code.words();
        for (Relocation relocation : code.relocations()) {
            int slot = relocation.slot();
            switch (relocation.kind()) {
                case MAP -> setMap(words, slot, Opcode.BPF_PSEUDO_MAP_FD, relocation.symbol());
                case MAP_VALUE -> setMap(words, slot, Opcode.BPF_PSEUDO_MAP_VALUE, relocation.symbol());
                case EXTERN -> externs.resolve(words, slot, relocation.symbol(), config == null ? 0 : config.number());
                case FUNCTION -> throw new IllegalStateException(relocation + " should be linked");
            }
        }
        return Code.of(words, words.length, List.of(), code.lines());
    }

    private void setMap(long[] words, int slot, int source, String name) {
        BpfMap<byte[], byte[]> map = maps.get(name);
        if (map == null) {
            throw new IllegalStateException("map " + name + " was not made");
        }
        words[slot] = Insn.withImm(Insn.withSrcReg(words[slot], source), map.number());
    }

    /** Maps can hold programs, and maps that come later, so that this comes last. */
    private void fillMaps() {
        boolean needed = object.maps().stream().anyMatch(spec -> !spec.entries().isEmpty());
        if (!needed) {
            return;
        }
        Map<String, Integer> descriptors = new HashMap<>();
        maps.forEach((name, map) -> descriptors.put(name, map.number()));
        programs.forEach((name, program) -> descriptors.put(name, (int) program.fd().use(number -> number)));
        for (MapSpec spec : object.maps()) {
            BpfMap<byte[], byte[]> map = maps.get(spec.name());
            KernelStruct struct = kernelStructs.get(spec.name());
            if (map != null && struct != null) {
                structs.put(spec.name(), StructOpsMap.of(map, struct, descriptors));
                continue;
            }
            // a map that was there goes on with what it holds
            if (map != null && !options.maps().containsKey(spec.name())) {
                MapLoader.putReferences(map, spec, descriptors);
            }
        }
    }

    /** Closes what was made. */
    @Override
    public void close() {
        programs.values().forEach(LoadedProgram::close);
        maps.values().forEach(BpfMap::close);
        if (config != null) {
            config.close();
        }
    }
}
