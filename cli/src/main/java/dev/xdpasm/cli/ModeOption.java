package dev.xdpasm.cli;

import dev.xdpasm.loader.XdpMode;
import picocli.CommandLine.Option;

/** The option that says where in the receive path a program is to run. */
final class ModeOption {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "auto",
            description = "native (in the driver), generic (in the stack, any driver), offload, or auto: the kernel's choice"
                    + " (default: ${DEFAULT-VALUE}).")
    XdpMode mode;
}
