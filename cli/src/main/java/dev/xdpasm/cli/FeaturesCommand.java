package dev.xdpasm.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.xdpasm.loader.Feature;
import dev.xdpasm.loader.Features;
import dev.xdpasm.loader.KernelIsa;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.LinkType;
import dev.xdpasm.uapi.MapType;
import dev.xdpasm.uapi.ProgramType;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xdpasm features}: what the running kernel has. */
@Command(
        name = "features",
        description = "Try out what the running kernel has: types of programs, maps, links and what programs are attached to,"
                + " instructions, helpers.",
        mixinStandardHelpOptions = true)
final class FeaturesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "As JSON, for programs to read.")
    private boolean json;

    @Option(
            names = "--helpers",
            paramLabel = "TYPE",
            description = "The helpers that programs of a type may call instead, such as xdp.")
    private @Nullable String helpers;

    @Override
    public Integer call() {
        Map<String, Map<String, Feature>> found = new LinkedHashMap<>();
        if (helpers == null) {
            found.put("program_types", programTypes());
            found.put("map_types", mapTypes());
            found.put("link_types", linkTypes());
            found.put("attach_types", attachTypes());
            found.put("other", Map.of("bpf_token", Features.token()));
        } else {
            found.put("helpers", helpers(helpers));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(out, document -> write(document, found));
        } else {
            print(out, found);
        }
        return ExitStatus.OK;
    }

    private static Map<String, Feature> programTypes() {
        Map<String, Feature> found = new LinkedHashMap<>();
        Arrays.stream(ProgramType.values())
                .skip(1)
                .forEach(type -> found.put(type.shortName(), Features.programType(type)));
        return found;
    }

    private static Map<String, Feature> mapTypes() {
        Map<String, Feature> found = new LinkedHashMap<>();
        Arrays.stream(MapType.values()).skip(1).forEach(type -> found.put(type.shortName(), Features.mapType(type)));
        return found;
    }

    private static Map<String, Feature> linkTypes() {
        Map<String, Feature> found = new LinkedHashMap<>();
        Arrays.stream(LinkType.values()).skip(1).forEach(type -> found.put(type.shortName(), Features.linkType(type)));
        return found;
    }

    private static Map<String, Feature> attachTypes() {
        Map<String, Feature> found = new LinkedHashMap<>();
        for (AttachType type : AttachType.values()) {
            found.put(type.shortName(), Features.attachType(type));
        }
        return found;
    }

    private Map<String, Feature> helpers(String typeName) {
        ProgramType type = ProgramType.byShortName(typeName)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no program type '" + typeName + "', expected one as features lists it, such as xdp"));
        Map<String, Feature> found = new LinkedHashMap<>();
        for (Helper helper : Helper.values()) {
            found.put(helper.name(), Features.helper(type, helper));
        }
        return found;
    }

    private void print(PrintWriter out, Map<String, Map<String, Feature>> found) {
        if (helpers == null) {
            out.println("instructions: " + isa());
        }
        found.forEach((group, features) -> {
            out.println(group.replace('_', ' ') + ":");
            features.forEach((name, feature) -> out.printf(
                    "  %-7s  %s%s%n",
                    feature.support().name().toLowerCase(Locale.ROOT),
                    name,
                    feature.reason().isEmpty() ? "" : ": " + feature.reason()));
        });
        out.flush();
    }

    private static String isa() {
        return KernelIsa.level().name().toLowerCase(Locale.ROOT);
    }

    private void write(JsonGenerator out, Map<String, Map<String, Feature>> found) throws IOException {
        out.writeStartObject();
        if (helpers == null) {
            out.writeStringField("isa", isa());
        }
        for (Map.Entry<String, Map<String, Feature>> group : found.entrySet()) {
            out.writeObjectFieldStart(group.getKey());
            for (Map.Entry<String, Feature> feature : group.getValue().entrySet()) {
                out.writeObjectFieldStart(feature.getKey());
                out.writeStringField("support", feature.getValue().support().name().toLowerCase(Locale.ROOT));
                if (!feature.getValue().reason().isEmpty()) {
                    out.writeStringField("reason", feature.getValue().reason());
                }
                out.writeEndObject();
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }
}
