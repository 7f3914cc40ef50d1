package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.Fd;

/** A program of a type that has no handle of its own: it can be run, described and pinned. */
public final class OtherProgram extends LoadedProgram {

    OtherProgram(Fd fd, String name, KernelId id) {
        super(fd, name, id);
    }
}
