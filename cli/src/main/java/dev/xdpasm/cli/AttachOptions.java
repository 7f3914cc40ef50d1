package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.Attachment;
import dev.xdpasm.loader.IfOccupied;
import dev.xdpasm.loader.NetDevice;
import dev.xdpasm.loader.NetNamespace;
import dev.xdpasm.loader.XdpHook;
import dev.xdpasm.loader.XdpMethod;
import dev.xdpasm.loader.XdpMode;
import dev.xdpasm.loader.XdpOccupiedException;
import dev.xdpasm.loader.XdpOptions;
import dev.xdpasm.loader.XdpProgram;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import java.time.Duration;
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

    /** A time to wait. */
    static final class Seconds implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                double seconds = Double.parseDouble(text);
                if (seconds >= 0 && seconds <= Integer.MAX_VALUE) {
                    return Duration.ofMillis((long) (seconds * 1000));
                }
            } catch (NumberFormatException e) {
                throw new TypeConversionException("expected a number of seconds, not '" + text + "'");
            }
            throw new TypeConversionException("expected a number of seconds from 0, not '" + text + "'");
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

    @Option(
            names = "--or-generic",
            description = "Where the driver refuses native mode, attach in generic mode instead, and say so.")
    private boolean orGeneric;

    @Option(names = "--replace", description = "Take the place of another's program, which does not come back.")
    private boolean replace;

    @Option(
            names = "--link",
            description = "Hold it by a bpf_link, which nobody else can replace, instead of by netlink.")
    private boolean link;

    @Option(
            names = "--frags",
            description = "Load it as one that takes packets in several pieces (section xdp.frags), as a large MTU needs.")
    private boolean frags;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "Wait so long for an interface that is not there yet.")
    private @Nullable Duration wait;

    /** {@return the name of the program that is meant} */
    String programIn(BpfObject object) {
        return ProgramFile.choose(object, program).name();
    }

    /** {@return the object as it is to be loaded} */
    BpfObject toLoad(BpfObject object) {
        if (!frags) {
            return object;
        }
        BpfProgram chosen = ProgramFile.choose(object, program);
        return object.withProgram(chosen.name(), XdpHook::withFrags);
    }

    /** {@return the interface of that name in the thread's network namespace, waited for if that was asked} */
    NetDevice device(String name) {
        return wait == null ? NetDevice.byName(name) : NetDevice.await(NetNamespace.current(), name, wait);
    }

    /** {@return whether a bpf_link is to hold the program} */
    boolean isLink() {
        return link;
    }

    /** {@return whether another's program is to give way} */
    boolean replaces() {
        return replace;
    }

    /** {@return how it is to be attached} */
    XdpOptions xdp() {
        XdpOptions options = XdpOptions.DEFAULTS
                .withMode(mode)
                .withMethod(link ? XdpMethod.LINK : XdpMethod.NETLINK)
                .withIfOccupied(replace ? IfOccupied.REPLACE : IfOccupied.REFUSE);
        return orGeneric ? options.withGenericFallback() : options;
    }

    /** Attaches a program as the options say. */
    Attachment attach(XdpProgram xdp, NetDevice device) {
        return attachAll(xdp, List.of(device)).get(0);
    }

    /** Attaches a program to all interfaces or to none, as the options say. */
    List<Attachment> attachAll(XdpProgram xdp, List<NetDevice> devices) {
        try {
            return xdp.attachAll(devices, xdp());
        } catch (XdpOccupiedException e) {
            throw new BpfException(e.getMessage() + "; --replace takes its place", e);
        }
    }

    /** {@return where a program is, for a person to read} */
    static String described(String program, Attachment on) {
        return program + " (id " + on.programId() + ") is on " + on.device().name() + " in " + on.mode() + " mode"
                + on.fallback().map(why -> ", as native mode was refused (" + why.getMessage() + ")").orElse("");
    }
}
