package dev.xdpasm.opt;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Base;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Callee;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Ending.Likely;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.Helper;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a graph of the text that {@link Graph#toString} writes, for tables of tests. What the text leaves out is said so: a
 * temp that is set twice is a variable, {@code x:8} where it is set or listed as a parameter has 8 bits (else as many as what
 * sets it gives), a slot's name begins with {@code slot} and holds 64 bytes, and {@link #CALLS} tells what calls do.
 */
final class GraphReader {
    /** What calls of tests may change; {@code lookup} is one that may be left out. */
    private static final Map<String, Set<Region.Kind>> CALLS = Map.of(
            "lookup", Set.of(),
            "update", Set.of(Region.Kind.MAP),
            "adjust", Set.of(Region.Kind.PACKET),
            "see", Set.of(),
            "bpf_ringbuf_reserve", Set.of(),
            "bpf_ringbuf_submit", Set.of(Region.Kind.OBJECT));

    private static final Pattern MEMORY = Pattern.compile("(\\S+) \\*\\(u(\\d+) \\*\\)\\((\\S+) ([+-]) (\\d+)\\)");

    private final Graph graph;
    private final Map<String, Integer> sets = new HashMap<>();
    private final Map<String, Temp> temps = new HashMap<>();
    private final Map<String, Slot> slots = new HashMap<>();
    private final Map<String, Block> blocks = new LinkedHashMap<>();

    private GraphReader(String text) {
        List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        String head = lines.get(0);
        graph = new Graph(head.substring(0, head.indexOf('(')));
        for (String parameter : inside(head)) {
            String[] parts = parameter.split(":");
            temps.put(parts[0], graph.parameter(parts[0], parts.length > 1 ? Integer.parseInt(parts[1]) : 64));
        }
        for (String line : lines) {
            if (line.matches("[\\w:]+ = .*")) {
                sets.merge(line.split("[ :]")[0], 1, Integer::sum);
            }
        }
        Block at = graph.entry();
        for (String line : lines.subList(1, lines.size())) {
            if (line.matches("b\\d+:")) {
                at = blocks.isEmpty() ? first(line) : block(line.substring(0, line.length() - 1));
            } else if (line.matches("(goto|exit|may_goto|if) .*")) {
                at.end(ending(line), Optional.empty());
            } else {
                at.add(step(line), Optional.empty());
            }
        }
    }

    static Graph read(String text) {
        return new GraphReader(text).graph;
    }

    /** {@return a graph's text with blocks, temps and slots numbered as they appear} */
    static String text(Graph graph) {
        Map<String, String> names = new HashMap<>();
        Map<Character, Integer> counts = new HashMap<>();
        Matcher matcher = Pattern.compile("\\b(b\\d+|\\w+\\.slot\\d+|slot\\d+|\\w+\\.\\d+|t\\d+)\\b").matcher(graph.toString());
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group();
            char kind = name.matches("b\\d+") ? 'b' : name.contains("slot") ? 's' : 't';
            matcher.appendReplacement(text, names.computeIfAbsent(name, n -> {
                int number = counts.merge(kind, 1, Integer::sum) - 1;
                return (kind == 's' ? "slot" : kind) + "" + number;
            }));
        }
        return matcher.appendTail(text).toString();
    }

    private Block first(String line) {
        blocks.put(line.substring(0, line.length() - 1), graph.entry());
        return graph.entry();
    }

    private Block block(String name) {
        return blocks.computeIfAbsent(name, n -> graph.block());
    }

    private static List<String> inside(String call) {
        String inside = call.substring(call.indexOf('(') + 1, call.lastIndexOf(')'));
        return inside.isBlank() ? List.of() : Arrays.stream(inside.split(",")).map(String::strip).toList();
    }

    private Value value(String text) {
        if (temps.containsKey(text)) {
            return temps.get(text);
        }
        if (sets.containsKey(text)) {
            return set(text, 64);
        }
        return Value.of(text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text));
    }

    private Temp set(String text, int bits) {
        String[] parts = text.split(":");
        return temps.computeIfAbsent(parts[0], name -> {
            int said = parts.length > 1 ? Integer.parseInt(parts[1]) : bits;
            return sets.get(name) > 1 ? graph.variable(name, parts.length > 1 ? said : 64) : graph.temp(name, said);
        });
    }

    private Address address(Matcher m) {
        String base = m.group(3);
        Base at = base.startsWith("slot") ? slot(base) : (Temp) value(base);
        int offset = Integer.parseInt(m.group(5)) * (m.group(4).equals("-") ? -1 : 1);
        Region region = switch (m.group(1)) {
            case "context" -> Region.CONTEXT;
            case "packet" -> Region.PACKET;
            case "stack" -> Region.STACK;
            default -> Region.map(m.group(1));
        };
        return new Address(at, offset, region);
    }

    private Slot slot(String name) {
        return slots.computeIfAbsent(name, n -> graph.slot("", 64, 0, Optional.empty()));
    }

    private static Size size(Matcher m) {
        return Arrays.stream(Size.values()).filter(s -> s.bytes() * 8 == Integer.parseInt(m.group(2))).findFirst().orElseThrow();
    }

    private Step step(String line) {
        Matcher memory = MEMORY.matcher(line);
        boolean accesses = memory.find();
        if (line.contains("atomic ")) {
            String[] words = line.substring(line.indexOf("atomic ") + 7).split(" ");
            AtomicOp op = Arrays.stream(AtomicOp.values()).filter(o -> o.symbol().equals(words[0])).findFirst().orElseThrow();
            Matcher at = MEMORY.matcher(line.substring(line.indexOf("*(u")).replaceFirst("^", "values "));
            at.find();
            Optional<Temp> to = line.contains("= atomic") ? Optional.of(set(line.split(" ")[0], 64)) : Optional.empty();
            return new Step.Atomic(to, op, size(at), address(at), value(words[words.length - 1]), Optional.empty());
        }
        if (accesses && memory.start() == 0) {
            return new Step.Store(size(memory), address(memory), value(line.substring(line.lastIndexOf("= ") + 2)));
        }
        String result = line.contains(" = ") ? line.substring(0, line.indexOf(" = ")) : "";
        String right = line.substring(result.isEmpty() ? 0 : result.length() + 3);
        if (accesses) {
            return new Step.Load(set(result, size(memory).bytes() * 8), size(memory), address(memory));
        }
        if (right.contains("(")) {
            String name = right.substring(0, right.indexOf('('));
            Optional<Temp> to = result.isEmpty() ? Optional.empty() : Optional.of(set(result, 64));
            List<Value> arguments = inside(right).stream().map(this::value).toList();
            Callee callee = Helper.byName(name).<Callee>map(Callee.OfHelper::new).orElseGet(() -> new Callee.OfSubprogram(name));
            return new Step.Call(to, callee, arguments, false, CALLS.get(name), name.equals("lookup"));
        }
        return computed(result, right.split(" "));
    }

    private Step computed(String result, String[] words) {
        if (words[0].startsWith("&slot")) {
            return new Step.StackAddress(set(result, 64), slot(words[0].substring(1)), Integer.parseInt(words[2]));
        }
        if (words[0].startsWith("&")) {
            return new Step.MapValue(set(result, 64), words[0].substring(1), Integer.parseInt(words[2]));
        }
        if (words[0].equals("map")) {
            return new Step.MapHandle(set(result, 64), words[1]);
        }
        if (words.length == 1) {
            Value value = value(words[0]);
            return new Step.Move(set(result, value.bits()), value);
        }
        if (words.length == 2 && words[0].matches("s\\d+")) {
            return new Step.SignExtend(set(result, 64), Integer.parseInt(words[0].substring(1)), value(words[1]));
        }
        if (words.length == 2) {
            ByteOrderOp op = Arrays.stream(ByteOrderOp.values())
                    .filter(o -> words[0].matches(o.mnemonic() + "\\d+"))
                    .findFirst()
                    .orElseThrow();
            int width = Integer.parseInt(words[0].substring(op.mnemonic().length()));
            return new Step.Swap(set(result, width), op, width, value(words[1]));
        }
        boolean narrow = words[1].endsWith("32");
        String symbol = (narrow ? words[1].substring(0, words[1].length() - 2) : words[1]) + "=";
        AluOp op = Arrays.stream(AluOp.values()).filter(o -> o.symbol().equals(symbol)).findFirst().orElseThrow();
        Value left = value(words[0]);
        Value right = value(words[2]);
        int bits = op == AluOp.AND ? Math.min(left.bits(), right.bits()) : 64;
        Temp to = set(result, narrow ? Math.min(32, bits) : bits);
        return new Step.Binary(to, op, narrow ? Width.W32 : Width.W64, left, right);
    }

    private Ending ending(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "goto" -> {
                return new Ending.Jump(block(words[1]));
            }
            case "exit" -> {
                return new Ending.Exit(value(words[1]));
            }
            case "may_goto" -> {
                return new Ending.MayGoto(block(words[1]), block(words[3]));
            }
            default -> {
                return words[2].equals("+") ? bounds(words) : branch(words);
            }
        }
    }

    private Ending bounds(String[] words) {
        return new Ending.Bounds(
                (Temp) value(words[1]), Integer.parseInt(words[3]), (Temp) value(words[5]), block(words[6]), block(words[8]));
    }

    private Ending branch(String[] words) {
        boolean narrow = words[2].endsWith("32");
        String symbol = narrow ? words[2].substring(0, words[2].length() - 2) : words[2];
        Condition condition =
                Arrays.stream(Condition.values()).filter(c -> c.symbol().equals(symbol)).findFirst().orElseThrow();
        Likely likely = words.length < 8 ? Likely.EITHER : words[8].startsWith("yes") ? Likely.YES : Likely.NO;
        return new Ending.Branch(
                condition, narrow ? Width.W32 : Width.W64, value(words[1]), value(words[3]), block(words[4]), block(words[6]), likely);
    }
}
