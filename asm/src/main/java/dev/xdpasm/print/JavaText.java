package dev.xdpasm.print;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.object.BpfFunction;
import dev.xdpasm.object.BpfObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An object as the Java source of a class that makes it with the {@code Assembler}: one call, one instruction. Compiled and
 * run, it gives the same bytes, maps, global data, externs and types. Source lines are then those of the class.
 */
public final class JavaText {
    /** What a class may name, in the order of import; only what one does name is imported. */
    private static final List<String> IMPORTS = List.of(
            "dev.xdpasm.asm.Assembler",
            "dev.xdpasm.asm.Label",
            "dev.xdpasm.btf.Btf",
            "dev.xdpasm.btf.BtfExt",
            "dev.xdpasm.btf.BtfType",
            "dev.xdpasm.btf.CoreRelocationKind",
            "dev.xdpasm.isa.AtomicOp",
            "dev.xdpasm.isa.Insn",
            "dev.xdpasm.isa.Instruction",
            "dev.xdpasm.isa.IsaLevel",
            "dev.xdpasm.isa.Size",
            "dev.xdpasm.object.Binding",
            "dev.xdpasm.object.BpfObject",
            "dev.xdpasm.object.BpfProgram",
            "dev.xdpasm.object.Bytes",
            "dev.xdpasm.object.Extern",
            "dev.xdpasm.object.Global",
            "dev.xdpasm.object.MapEntry",
            "dev.xdpasm.object.MapSpec",
            "dev.xdpasm.object.ProgramKind",
            "dev.xdpasm.object.Subprogram",
            "dev.xdpasm.uapi.AttachType",
            "dev.xdpasm.uapi.Helper",
            "dev.xdpasm.uapi.MapType",
            "dev.xdpasm.uapi.ProgramType",
            "java.util.ArrayList",
            "java.util.HexFormat",
            "java.util.List",
            "java.util.Optional",
            "java.util.Set");

    /** Types and their members in a method: each takes 20 to 40 of the 64 KiB of bytecode that Java allows. */
    private static final int MOST_IN_METHOD = 1000;

    /** Types and their members in a class, which names no more than 65535 constants: each has a name, and that takes two. */
    private static final int MOST_TYPES = 20_000;

    /** Maps, globals and externs, which Java initializes in one method. */
    private static final int MOST_CONSTANTS = 1000;

    private static final Pattern WORD = Pattern.compile("\\b[A-Z]\\w+");
    private static final String INDENT = "        ";

    private final BpfObject object;
    private final String className;
    private final JavaData data;
    private final Map<String, String> methods = new LinkedHashMap<>();
    private final TextBuffer out = new TextBuffer();

    private JavaText(BpfObject object, String className) {
        this.object = object;
        this.className = className;
        this.data = new JavaData(object);
        JavaNames names = new JavaNames();
        object.functions().forEach(function -> methods.put(function.name(), names.method(function.name())));
    }

    /**
     * Appends the source of a class.
     *
     * @param className the class's name, without a package
     * @throws BpfException if a function holds what the assembler does not make, such as bytes that are no instruction, or the
     *     object is too large for a class
     */
    public static void print(BpfObject object, String className, TextBuffer out) {
        JavaText text = new JavaText(object, className);
        text.requireRoom();
        text.body();
        String body = text.out.toString();
        Set<String> named = new HashSet<>(WORD.matcher(body).results().map(MatchResult::group).toList());
        out.append("import static dev.xdpasm.isa.Register.*;\n\n");
        for (String type : IMPORTS) {
            if (named.contains(simple(type))) {
                out.append("import ").append(type).append(";\n");
            }
        }
        out.append('\n').append(body);
    }

    /** {@return a class's name for what is in a file: {@code MyFilter} for {@code my-filter.o}} */
    public static String className(String file) {
        return JavaNames.type(file);
    }

    /** {@return the source of a class} */
    public static String of(BpfObject object, String className) {
        TextBuffer out = new TextBuffer();
        print(object, className, out);
        return out.toString();
    }

    /** {@return whether a class that is printed imports one of that name, and so cannot have it} */
    static boolean imports(String name) {
        return IMPORTS.stream().anyMatch(type -> simple(type).equals(name));
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private void requireRoom() {
        int constants = object.maps().size() + object.globals().size() + object.externs().size();
        if (constants > MOST_CONSTANTS) {
            throw new BpfException("the object has " + constants + " maps, globals and externs, but a class is written of "
                    + MOST_CONSTANTS + " at most");
        }
        if (object.btf().base().isPresent()) {
            throw new BpfException("the object's types build on those of a kernel, which a class does not hold");
        }
        int types = object.btf().types().stream().mapToInt(JavaText::weight).sum();
        if (types > MOST_TYPES) {
            throw new BpfException("the object has " + types + " types and members of such, but a class is written of " + MOST_TYPES
                    + " at most");
        }
        for (BtfType type : object.btf().types()) {
            if (weight(type) > 2 * MOST_IN_METHOD) {
                throw new BpfException("type '" + type.name() + "' has " + (weight(type) - 1)
                        + " members, but a class is written of types of " + (2 * MOST_IN_METHOD - 1) + " at most");
            }
        }
    }

    private void body() {
        boolean hasPrograms = !object.programs().isEmpty();
        List<String> named = (hasPrograms ? object.programs() : object.functions()).stream().map(BpfFunction::name).toList();
        out.append("/** ").append(JavaNames.comment((hasPrograms ? "The programs " : "The functions ") + String.join(", ", named)));
        out.append(". */\n");
        out.append("public final class ").append(className).append(" {\n");
        String declarations = data.declarations();
        out.append(declarations);
        out.append("    private ").append(className).append("() {}\n");
        object();
        for (BpfFunction function : object.functions()) {
            new JavaFunction(function, methods.get(function.name()), data, object.btf(), out).print();
        }
        types(object.btf());
        if (declarations.contains("hex(\"")) {
            out.append('\n').append(JavaValues.HEX);
        }
        out.append("}\n");
    }

    private void object() {
        out.append("\n    /** {@return the object} */\n    public static BpfObject object() {\n");
        out.append(INDENT).append("return BpfObject.builder()\n");
        if (!object.name().isEmpty()) {
            part("name", JavaNames.literal(object.name()));
        }
        part("programs", made(object.programs()));
        part("subprograms", made(object.subprograms()));
        part("maps", data.maps());
        part("globals", data.globals());
        part("externs", data.externs());
        part("license", JavaNames.literal(object.license()));
        if (object.version() != 0) {
            part("version", Integer.toString(object.version()));
        }
        if (!object.btf().types().isEmpty()) {
            part("btf", "types()");
        }
        out.append(INDENT).append("        .build();\n    }\n");
    }

    private List<String> made(List<? extends BpfFunction> functions) {
        return functions.stream().map(function -> methods.get(function.name()) + "()").toList();
    }

    private void part(String name, List<String> values) {
        if (!values.isEmpty()) {
            part(name, "List.of(" + String.join(", ", values) + ")");
        }
    }

    private void part(String name, String value) {
        out.append(INDENT).append("        .").append(name).append('(').append(value).append(")\n");
    }

    /** Writes the methods that make the types, each type with its id behind it. */
    private void types(Btf btf) {
        if (btf.types().isEmpty()) {
            return;
        }
        List<Integer> parts = parts(btf);
        out.append("\n    private static Btf types() {\n");
        out.append(INDENT).append("List<BtfType> types = new ArrayList<>();\n");
        if (parts.size() == 1) {
            types(btf, 1, btf.count());
        } else {
            parts.forEach(first -> out.append(INDENT).append("typesFrom" + first + "(types);\n"));
        }
        out.append(INDENT).append("return new Btf(types);\n    }\n");
        for (int i = 0; parts.size() > 1 && i < parts.size(); i++) {
            out.append("\n    private static void typesFrom" + parts.get(i)).append("(List<BtfType> types) {\n");
            types(btf, parts.get(i), i + 1 < parts.size() ? parts.get(i + 1) - 1 : btf.count());
            out.append("    }\n");
        }
    }

    private void types(Btf btf, int first, int last) {
        for (int id = first; id <= last; id++) {
            out.append(INDENT).append("types.add(").append(JavaValues.of(btf.type(id))).append("); // ").decimal(id).append('\n');
        }
    }

    /** The ids of the types with which a method begins. */
    private static List<Integer> parts(Btf btf) {
        List<Integer> parts = new ArrayList<>(List.of(1));
        int weight = 0;
        for (int id = 1; id <= btf.count(); id++) {
            int next = weight(btf.type(id));
            if (weight > 0 && weight + next > MOST_IN_METHOD) {
                parts.add(id);
                weight = 0;
            }
            weight += next;
        }
        return parts;
    }

    private static int weight(BtfType type) {
        if (type instanceof BtfType.Composite composite) {
            return 1 + composite.members().size();
        }
        if (type instanceof BtfType.Enumeration enumeration) {
            return 1 + enumeration.values().size();
        }
        if (type instanceof BtfType.DataSection section) {
            return 1 + section.entries().size();
        }
        return type instanceof BtfType.FuncProto proto ? 1 + proto.params().size() : 1;
    }
}
