package dev.xdpasm.object;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Relocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Gives something of an object another name, and all that refers to it the new one. */
final class Renaming {
    private final BpfObject object;
    private final String from;
    private final String to;
    private final List<BtfType> types;
    private boolean found;

    private Renaming(BpfObject object, String from, String to) {
        this.object = object;
        this.from = from;
        this.to = to;
        this.types = new ArrayList<>(object.btf().types());
    }

    static BpfObject of(BpfObject object, String from, String to) {
        return new Renaming(object, from, to).renamed();
    }

    private BpfObject renamed() {
        Set<Relocation.Kind> map = Set.of(Relocation.Kind.MAP, Relocation.Kind.MAP_VALUE);
        Set<Relocation.Kind> function = Set.of(Relocation.Kind.FUNCTION);
        List<BpfProgram> programs = named(object.programs(), BpfProgram::name, program -> {
            renameType(program.funcType());
            return program.withName(to);
        });
        List<Subprogram> subprograms = named(object.subprograms(), Subprogram::name, subprogram -> {
            renameType(subprogram.funcType());
            return subprogram.withName(to);
        });
        boolean aFunction = found;
        List<MapSpec> maps = named(object.maps(), MapSpec::name, spec -> spec.withName(to));
        List<Global> globals = named(object.globals(), Global::name, global -> {
            renameType(global.type());
            return global.withName(to);
        });
        if (!found) {
            throw new BpfException("no function, map or global is called " + from);
        }
        Set<Relocation.Kind> kinds = aFunction ? function : map;
        return object.toBuilder()
                .programs(programs.stream().map(p -> p.withCode(referring(p.code(), kinds))).toList())
                .subprograms(subprograms.stream().map(s -> s.withCode(referring(s.code(), kinds))).toList())
                .maps(maps.stream().map(this::referring).toList())
                .globals(globals.stream().map(this::lyingIn).toList())
                .btf(new Btf(types))
                .build();
    }

    /** Renames one of a list; a name can stand for one kind of thing only. */
    private <T> List<T> named(List<T> all, Function<T, String> name, UnaryOperator<T> rename) {
        List<T> changed = new ArrayList<>();
        for (T one : all) {
            boolean meant = name.apply(one).equals(from);
            if (meant && found) {
                throw new BpfException("several things are called " + from + ": rename one where it is made");
            }
            found |= meant;
            changed.add(meant ? rename.apply(one) : one);
        }
        return changed;
    }

    private void renameType(int id) {
        if (id == 0) {
            return;
        }
        BtfType before = object.btf().type(id);
        if (before instanceof BtfType.Func function) {
            types.set(id - 1, new BtfType.Func(to, function.proto(), function.linkage()));
        } else if (before instanceof BtfType.Var variable) {
            types.set(id - 1, new BtfType.Var(to, variable.type(), variable.linkage()));
        }
    }

    private Code referring(Code code, Set<Relocation.Kind> kinds) {
        List<Relocation> changed = code.relocations().stream()
                .map(r -> kinds.contains(r.kind()) && r.symbol().equals(from) ? new Relocation(r.slot(), r.kind(), to) : r)
                .toList();
        return code.withRelocations(changed);
    }

    /** A map of maps or of programs names them. */
    private MapSpec referring(MapSpec map) {
        List<MapEntry> entries = map.entries().stream()
                .map(entry -> entry instanceof MapEntry.Reference reference && reference.name().equals(from)
                        ? new MapEntry.Reference(reference.index(), to)
                        : entry)
                .toList();
        return map.withEntries(entries);
    }

    private Global lyingIn(Global global) {
        return global.map().equals(from)
                ? new Global(global.name(), to, global.offset(), global.size(), global.type(), global.binding())
                : global;
    }
}
