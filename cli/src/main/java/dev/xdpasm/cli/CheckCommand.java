package dev.xdpasm.cli;

import dev.xdpasm.isa.Finding;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.ProgramInfo;
import dev.xdpasm.loader.VerifierException;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.LinkedProgram;
import dev.xdpasm.object.MapEntry;
import dev.xdpasm.object.MapSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xdpasm check}: whether the kernel would take the programs, and at which line it would not. */
@Command(
        name = "check",
        description = "Lint the programs in FILE, then have the kernel verify them. Nothing is attached, pinned or left.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A .xasm text, an ELF object, a .java source or JAR!CLASS.")
    private Path file;

    @Mixin
    private MemberOption member = new MemberOption();

    @Option(names = "--program", paramLabel = "NAME", description = "Check this program only.")
    private @Nullable String program;

    @Option(names = "--lint", description = "Do not ask the kernel; needs no privileges.")
    private boolean lintOnly;

    @Option(names = "--log", description = "Show the verifier's whole log of a program that it refuses.")
    private boolean showsLog;

    @Override
    public Integer call() {
        if (lintOnly && showsLog) {
            throw new ParameterException(
                    spec.commandLine(), "--log shows what the kernel says, which --lint does not ask");
        }
        ProgramFile input = member.read(file);
        BpfObject object = input.object();
        List<BpfProgram> chosen = program == null ? object.programs() : List.of(object.program(program));
        Diagnostics diagnostics = new Diagnostics(input, spec.commandLine().getOut());
        boolean allRight = true;
        for (BpfProgram each : chosen) {
            LinkedProgram linked = LinkedProgram.of(object, each);
            List<Finding> findings = linked.lint();
            findings.forEach(finding -> diagnostics.print(linked, finding));
            boolean isRight = findings.isEmpty();
            if (!lintOnly) {
                isRight &= isVerified(object, linked, diagnostics);
            } else if (isRight) {
                printRight(linked, "");
            }
            allRight &= isRight;
        }
        spec.commandLine().getOut().flush();
        return allRight ? ExitStatus.OK : ExitStatus.FAILURE;
    }

    /** Loads one program by itself, so that each is judged whatever the others are. */
    private boolean isVerified(BpfObject object, LinkedProgram linked, Diagnostics diagnostics) {
        try (Bpf bpf = Bpf.load(alone(object, linked.program()))) {
            ProgramInfo info = bpf.program(linked.program().name()).info();
            printRight(linked, info.verifiedInsns() == 0 ? "" : ", " + info.verifiedInsns() + " verified");
            return true;
        } catch (VerifierException e) {
            diagnostics.print(linked, e);
            if (showsLog) {
                spec.commandLine().getOut().print(e.log());
            }
            return false;
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    private void printRight(LinkedProgram linked, String verified) {
        PrintWriter out = spec.commandLine().getOut();
        BpfProgram right = linked.program();
        out.println("ok: " + right.name() + " (" + right.type().shortName() + "), " + linked.code().size() + " instructions"
                + verified);
    }

    /**
     * The object with one program, and maps that are the check's own: a pinned one is neither used nor made, and other programs stand in
     * none.
     */
    private static BpfObject alone(BpfObject object, BpfProgram program) {
        return new BpfObject(
                object.name(),
                List.of(program),
                object.subprograms(),
                object.maps().stream().map(map -> without(object, program, map)).toList(),
                object.globals(),
                object.externs(),
                object.license(),
                object.version(),
                object.btf());
    }

    private static MapSpec without(BpfObject object, BpfProgram program, MapSpec map) {
        List<MapEntry> kept = map.entries().stream()
                .filter(entry -> !(entry instanceof MapEntry.Reference reference)
                        || reference.name().equals(program.name())
                        || object.programs().stream().noneMatch(other -> other.name().equals(reference.name())))
                .toList();
        return map.withEntries(kept).withPinning(MapSpec.Pinning.NONE);
    }
}
