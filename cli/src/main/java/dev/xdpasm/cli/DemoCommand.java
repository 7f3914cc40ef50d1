package dev.xdpasm.cli;

import dev.xdpasm.cli.demo.Firewall;
import dev.xdpasm.cli.demo.FirewallDemo;
import dev.xdpasm.loader.KernelAccess;
import dev.xdpasm.print.Listing;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code xdpasm demo}: the whole way from Java to dropped packets, in a network of its own. */
@Command(
        name = "demo",
        description = "Assemble a firewall, put it on an interface of a network of its own, send packets and count.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.println("A firewall, assembled in Java (Firewall.java), as llvm-objdump lists it:");
        out.print(Listing.of("xdp_firewall.o", Firewall.object()));
        out.flush();

        List<String> missing = KernelAccess.missing();
        if (!missing.isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            missing.forEach(line -> err.println("xdpasm: " + line));
            return ExitStatus.PRIVILEGES;
        }
        try (StopSignal stop = StopSignal.watch()) {
            boolean right = new FirewallDemo(out, stop::isRequested).run();
            return stop.isRequested() ? ExitStatus.BY_SIGNAL : right ? ExitStatus.OK : ExitStatus.FAILURE;
        }
    }
}
