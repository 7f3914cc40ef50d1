package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.Attachment;
import dev.xdpasm.loader.IfOccupied;
import dev.xdpasm.loader.NetDevice;
import dev.xdpasm.loader.XdpMode;
import dev.xdpasm.loader.XdpOccupiedException;
import dev.xdpasm.loader.XdpProgram;
import dev.xdpasm.object.BpfObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which program of a file goes onto an interface, and how. */
final class AttachOptions {

    /** The modes that a program can be attached in here; offload needs one that was loaded for the device. */
    static final class Mode implements ITypeConverter<XdpMode> {
        @Override
        public XdpMode convert(String name) {
            for (XdpMode mode : List.of(XdpMode.AUTO, XdpMode.NATIVE, XdpMode.GENERIC)) {
                if (mode.toString().equals(name)) {
                    return mode;
                }
            }
            throw new TypeConversionException("expected auto, native or generic, not '" + name + "'");
        }
    }

    @Option(names = "--program", paramLabel = "NAME", description = "Which program, if the file holds several.")
    private @Nullable String program;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "auto",
            converter = Mode.class,
            description = "native (in the driver), generic (in the stack, any driver) or auto: the kernel's choice"
                    + " (default: ${DEFAULT-VALUE}).")
    private XdpMode mode;

    @Option(names = "--replace", description = "Take the place of another's program, which does not come back.")
    private boolean replace;

    /** {@return the name of the program that is meant} */
    String programIn(BpfObject object) {
        return ProgramFile.choose(object, program).name();
    }

    /** Attaches a program as the options say. */
    Attachment attach(XdpProgram xdp, NetDevice device) {
        try {
            return xdp.attach(device, mode, replace ? IfOccupied.REPLACE : IfOccupied.REFUSE);
        } catch (XdpOccupiedException e) {
            throw new BpfException(e.getMessage() + "; --replace takes its place", e);
        }
    }

    /** {@return where a program is, for a person to read} */
    static String described(String program, Attachment on) {
        return program + " (id " + on.programId() + ") is on " + on.device().name() + " in " + on.mode() + " mode";
    }
}
