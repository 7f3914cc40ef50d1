package dev.xdpasm.dsl;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.InputFile;
import dev.xdpasm.SourceLine;
import dev.xdpasm.uapi.IpProtocol;
import dev.xdpasm.uapi.TcAction;
import dev.xdpasm.uapi.UapiConstant;
import dev.xdpasm.uapi.XdpAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads rules as text, one a line: the action, then pairs of a field and its values, in the words of {@link Rule}.
 *
 * <pre>
 * XDP_DROP saddr 198.51.100.0/24,2001:db8::/32   # several values: any one is enough
 * XDP_PASS protocol tcp dport 22,8000-8099
 * XDP_DROP protocol tcp dport !80,443            # none of them
 * XDP_DROP tcpFlags syn/syn,ack                  # of SYN and ACK only SYN
 * </pre>
 */
final class RuleText {
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,10})(?:-(\\d{1,10}))?");
    private static final Map<String, Integer> ACTIONS = numbers(XdpAction.values(), "", TcAction.values());
    private static final Map<String, Integer> PROTOCOLS = numbers(IpProtocol.values(), "IPPROTO_");
    private static final Map<String, RuleField> FIELDS = Map.of(
            "protocol", RuleField.PROTOCOL,
            "sport", RuleField.SPORT,
            "dport", RuleField.DPORT,
            "icmpType", RuleField.ICMP_TYPE,
            "icmpCode", RuleField.ICMP_CODE,
            "ifindex", RuleField.IFINDEX);

    private final String file;
    private final String line;
    private final int number;
    private int column;

    private RuleText(String file, String line, int number) {
        this.file = file;
        this.line = line;
        this.number = number;
    }

    private static Map<String, Integer> numbers(UapiConstant[] constants, String prefix, UapiConstant... more) {
        Map<String, Integer> numbers = new HashMap<>();
        for (UapiConstant[] some : List.of(constants, more)) {
            for (UapiConstant constant : some) {
                String name = constant.toString().substring(prefix.length());
                numbers.put(prefix.isEmpty() ? name : name.toLowerCase(Locale.ROOT), constant.value());
            }
        }
        return numbers;
    }

    /** {@return the rules of a file} */
    static List<Rule> read(Path file) {
        List<String> lines = InputFile.text(file.toString(), InputFile.bytes(file)).lines().toList();
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "");
            if (!line.isBlank()) {
                rules.add(new RuleText(file.toString(), line, i + 1).rule());
            }
        }
        return rules;
    }

    private Rule rule() {
        Matcher words = WORD.matcher(line);
        Rule rule = Rule.of(0);
        try {
            column = words.find() ? words.start() + 1 : 1;
            rule = Rule.of(action(words.group()));
            while (words.find()) {
                column = words.start() + 1;
                String field = words.group();
                if (!words.find()) {
                    throw error("no value behind " + field);
                }
                rule = with(rule, field, words);
            }
            return rule;
        } catch (AssemblyException error) {
            // what a rule refuses names the Java line that reads the file
            throw error.where().filter(where -> where.file().equals(file)).isPresent() ? error : error(problem(error));
        }
    }

    private static String problem(AssemblyException error) {
        return error.where().map(where -> error.getMessage().substring(where.toString().length() + 2)).orElse(error.getMessage());
    }

    private int action(String word) {
        Integer known = ACTIONS.get(word);
        if (known == null && !word.matches("\\d{1,3}")) {
            throw error("'" + word + "' is no action, expected one such as XDP_DROP or TC_ACT_SHOT, or 0 to " + RuleSet.MOST_ACTIONS);
        }
        return known == null ? Integer.parseInt(word) : known;
    }

    private Rule with(Rule rule, String field, Matcher values) {
        if (!FIELDS.containsKey(field) && !Set.of("saddr", "daddr", "tcpFlags").contains(field)) {
            Collection<String> all = new TreeSet<>(FIELDS.keySet());
            all.addAll(List.of("saddr", "daddr", "tcpFlags"));
            throw error("'" + field + "' is no field, expected one of " + String.join(", ", all));
        }
        column = values.start() + 1;
        boolean not = values.group().startsWith("!");
        String text = values.group().substring(not ? 1 : 0);
        String[] some = text.split(",", -1);
        switch (field) {
            case "saddr" -> {
                return not ? rule.notSaddr(some) : rule.saddr(some);
            }
            case "daddr" -> {
                return not ? rule.notDaddr(some) : rule.daddr(some);
            }
            case "tcpFlags" -> {
                return flags(rule, text, not);
            }
            default -> {
                RuleField known = FIELDS.get(field);
                List<Rule.Range> ranges = new ArrayList<>();
                for (String value : some) {
                    ranges.add(range(known, value));
                }
                return not ? rule.without(known, ranges) : rule.with(known, ranges);
            }
        }
    }

    private Rule.Range range(RuleField field, String value) {
        if (field == RuleField.PROTOCOL && PROTOCOLS.containsKey(value)) {
            int protocol = PROTOCOLS.get(value);
            return new Rule.Range(protocol, protocol);
        }
        Matcher numbers = NUMBERS.matcher(value);
        if (!numbers.matches()) {
            throw error("'" + value + "' is no " + field.word() + ", expected "
                    + (field == RuleField.PROTOCOL ? "one such as tcp, or a number" : "a number, or two as in 8000-8099"));
        }
        long low = Long.parseLong(numbers.group(1));
        return new Rule.Range(low, numbers.group(2) == null ? low : Long.parseLong(numbers.group(2)));
    }

    private Rule flags(Rule rule, String text, boolean not) {
        String[] parts = text.split("/", -1);
        if (not || parts.length != 2) {
            throw error("'" + (not ? "!" : "") + text
                    + "' are no flags, expected those that are set and those that are looked at: syn/syn,ack");
        }
        return rule.tcpFlags(parts[0].isEmpty() ? 0 : flags(parts[0]), flags(parts[1]));
    }

    private int flags(String names) {
        int bits = 0;
        for (String name : names.split(",", -1)) {
            RuleField flag = EnumSet.range(RuleField.FIN, RuleField.CWR).stream()
                    .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> error("'" + name + "' is no TCP flag, expected fin, syn, rst, psh, ack, urg, ece or cwr"));
            bits |= 1 << flag.ordinal() - RuleField.FIN.ordinal();
        }
        return bits;
    }

    private AssemblyException error(String problem) {
        return new AssemblyException(new SourceLine(file, number, column), problem, line);
    }
}
