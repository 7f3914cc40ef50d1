package dev.xdpasm.cli;

import picocli.CommandLine;

/**
 * The subcommands, in the order in which help lists them. Picocli takes its time over each, so that only the one is added that
 * was asked for.
 */
enum Subcommands {
    ASM("asm", AsmCommand.class),
    DISASM("disasm", DisasmCommand.class),
    CHECK("check", CheckCommand.class),
    INSPECT("inspect", InspectCommand.class),
    RUN("run", RunCommand.class),
    ATTACH("attach", AttachCommand.class),
    DETACH("detach", DetachCommand.class),
    STATUS("status", StatusCommand.class),
    CLEAN("clean", CleanCommand.class),
    PROG("prog", ProgCommand.class),
    MAP("map", MapCommand.class),
    LINK("link", LinkCommand.class),
    BTF("btf", BtfCommand.class),
    TRACE("trace", TraceCommand.class),
    TOP("top", TopCommand.class),
    FEATURES("features", FeaturesCommand.class),
    DEMO("demo", DemoCommand.class),
    HELP("help", CommandLine.HelpCommand.class);

    private final String commandName;
    private final Class<?> command;

    Subcommands(String commandName, Class<?> command) {
        this.commandName = commandName;
        this.command = command;
    }

    /** Adds the subcommand that the first argument names; all of them if it names none, for help and for suggestions. */
    static void addTo(CommandLine line, String... args) {
        for (Subcommands subcommand : values()) {
            if (args.length > 0 && subcommand != HELP && subcommand.commandName.equals(args[0])) {
                line.addSubcommand(subcommand.commandName, subcommand.command);
                return;
            }
        }
        for (Subcommands subcommand : values()) {
            line.addSubcommand(subcommand.commandName, subcommand.command);
        }
    }
}
