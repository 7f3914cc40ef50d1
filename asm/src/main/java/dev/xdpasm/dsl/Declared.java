package dev.xdpasm.dsl;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.object.Binding;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.DataMap;
import dev.xdpasm.object.Extern;
import dev.xdpasm.object.Global;
import dev.xdpasm.object.MapSpec;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the programs of an object use besides code: maps, globals and functions of the kernel, in the order of their first use. */
final class Declared {
    private final Map<String, AnyMap> maps = new LinkedHashMap<>();
    private final Map<String, Placed> globals = new LinkedHashMap<>();
    private final Map<String, ByteArrayOutputStream> sections = new LinkedHashMap<>();
    private final Map<String, Called> kfuncs = new LinkedHashMap<>();
    private final BtfBuilder btf = new BtfBuilder();
    private final CoreFacts facts = new CoreFacts(btf);

    private final Compilation functions;

    Declared(Compilation functions) {
        this.functions = functions;
    }

    /** The functions of the object. */
    Compilation functions() {
        return functions;
    }

    /** {@return the id of a function's type in BTF, as the verifier wants it of a global one} */
    int function(String name, BtfShape result, List<BtfShape> arguments) {
        BtfShapes shapes = new BtfShapes(btf);
        List<BtfType.Param> parameters = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            parameters.add(new BtfType.Param("a" + i, shapes.add(arguments.get(i))));
        }
        int proto = btf.add(new BtfType.FuncProto(shapes.add(result), parameters));
        return btf.add(new BtfType.Func(name, proto, BtfType.Linkage.GLOBAL));
    }

    /** What is asked of the kernel's types. */
    CoreFacts facts() {
        return facts;
    }

    /** The types of the object, to which what is declared adds its own. */
    BtfBuilder types() {
        return btf;
    }

    private record Called(String declaration, int type) {}

    /** Notes that a function of the kernel is called. */
    void use(Kfunc kfunc) {
        Called known = kfuncs.get(kfunc.name());
        if (known == null) {
            kfuncs.put(kfunc.name(), new Called(kfunc.toString(), kfunc.addTo(btf)));
        } else if (!known.declaration().equals(kfunc.toString())) {
            throw CallSite.refuse(kfunc.name() + " is declared in two ways: '" + known.declaration() + "' and '" + kfunc + "'");
        }
    }

    /** {@return what the kernel is to have} */
    List<Extern> externs() {
        List<Extern> externs = new ArrayList<>();
        for (Map.Entry<String, Called> kfunc : kfuncs.entrySet()) {
            externs.add(new Extern(kfunc.getKey(), Extern.Kind.KFUNC, kfunc.getValue().type(), false));
        }
        return externs;
    }

    private record Placed(GlobalRef<?> global, int offset) {}

    /** Notes that a map is used. */
    void use(AnyMap map) {
        AnyMap known = maps.putIfAbsent(Given.notNull(map, "map").name(), map);
        if (known != null && known != map && !known.spec().equals(map.spec())) {
            throw CallSite.refuse("two different maps are called " + map.name() + ": give one another name");
        }
        if (globals.containsKey(map.name())) {
            throw twoKinds("a map and a global", map.name());
        }
        if (known == null) {
            if (functions.has(map.name())) {
                throw twoKinds("a function and a map", map.name());
            }
            functions.require("a map of type " + map.spec().type().shortName(), map.spec().type().since());
        }
    }

    /** Notes that a global is used; {@return its offset in its section} */
    int use(GlobalRef<?> global) {
        Placed known = globals.get(Given.notNull(global, "global").name());
        if (maps.containsKey(global.name())) {
            throw twoKinds("a map and a global", global.name());
        }
        if (known == null) {
            if (functions.has(global.name())) {
                throw twoKinds("a function and a global", global.name());
            }
            ByteArrayOutputStream section = sections.computeIfAbsent(global.section(), s -> new ByteArrayOutputStream());
            while (section.size() % global.type().alignment() != 0) {
                section.write(0);
            }
            known = new Placed(global, section.size());
            section.writeBytes(global.initial().toArray());
            globals.put(global.name(), known);
        } else if (known.global() != global && !known.global().equals(global)) {
            throw CallSite.refuse("two different globals are called " + global.name() + ": give one another name");
        }
        return known.offset();
    }

    /** Refuses the name of a function that a map or a global has. */
    void requireFree(String function) {
        if (maps.containsKey(function)) {
            throw twoKinds("a function and a map", function);
        }
        if (globals.containsKey(function)) {
            throw twoKinds("a function and a global", function);
        }
    }

    private static AssemblyException twoKinds(String what, String name) {
        return CallSite.refuse(what + " are called " + name + ", and both become symbols: give one another name");
    }

    /** Notes bytes that never change; {@return their offset in {@code .rodata}} */
    int constant(byte[] bytes) {
        ByteArrayOutputStream section = sections.computeIfAbsent(".rodata", s -> new ByteArrayOutputStream());
        int offset = section.size();
        section.writeBytes(bytes);
        return offset;
    }

    /** Notes a section of data that has a map of its own. */
    void section(String name, Bytes content) {
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        section.writeBytes(content.toArray());
        sections.put(name, section);
    }

    List<MapSpec> maps() {
        List<MapSpec> specs = new ArrayList<>();
        BtfShapes shapes = new BtfShapes(btf);
        for (AnyMap map : maps.values()) {
            specs.add(typed(map, shapes));
        }
        for (Map.Entry<String, ByteArrayOutputStream> section : sections.entrySet()) {
            specs.add(DataMap.of(section.getKey(), Bytes.of(section.getValue().toByteArray()), 0, true));
        }
        return specs;
    }

    private static MapSpec typed(AnyMap map, BtfShapes shapes) {
        Optional<AnyMap.Shapes> kinds = map.shapes();
        if (kinds.isEmpty()) {
            return map.spec();
        }
        int key = shapes.add(kinds.get().key());
        return map.spec().withTypes(key, shapes.add(kinds.get().value()));
    }

    List<Global> globals() {
        List<Global> all = new ArrayList<>();
        for (Placed placed : globals.values()) {
            GlobalRef<?> global = placed.global();
            all.add(new Global(global.name(), global.section(), placed.offset(), global.type().size(), 0, Binding.GLOBAL));
        }
        return all;
    }

    Btf btf() {
        if (!kfuncs.isEmpty()) {
            List<BtfType.Entry> entries =
                    kfuncs.values().stream().map(kfunc -> new BtfType.Entry(kfunc.type(), 0, 0)).toList();
            btf.add(new BtfType.DataSection(".ksyms", 0, entries));
        }
        return btf.build();
    }
}
