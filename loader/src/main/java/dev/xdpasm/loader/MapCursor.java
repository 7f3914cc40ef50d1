package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MapElement;
import java.nio.ByteBuffer;

/**
 * One entry of a map at a time, as bytes in memory that is used again: no call allocates. For hot loops; all others are
 * better served by {@link BpfMap}.
 *
 * <pre>{@code
 * MapCursor at = counters.cursor();
 * at.key().putInt(0, XDP_DROP.value());
 * if (at.lookup()) {
 *     long dropped = at.value().getLong(0);
 * }
 * }</pre>
 *
 * <p>For one thread. Needs no closing; ends with its map.
 */
public final class MapCursor {
    private final BpfMap<?, ?> map;
    private final Fd fd;
    private final MapElement element;
    private boolean begun;

    MapCursor(BpfMap<?, ?> map) {
        this.map = map;
        this.fd = map.fd();
        this.element = new MapElement(map.spec().keySize(), PerCpu.valueBytes(map.spec()), map.elementFlags());
    }

    /** {@return the key's bytes, in the machine's order; to be used by index} */
    public ByteBuffer key() {
        return element.key();
    }

    /** {@return the value's bytes, in the machine's order; to be used by index} */
    public ByteBuffer value() {
        return element.value();
    }

    /** {@return whether the key is there: its value stands in {@link #value} then} BPF_MAP_LOOKUP_ELEM, Linux 3.18. */
    public boolean lookup() {
        int number = fd.acquire();
        try {
            return found(element.lookup(number), BpfCommand.BPF_MAP_LOOKUP_ELEM);
        } finally {
            fd.release();
        }
    }

    /** {@return whether the key was there: {@link #value} is what it had} BPF_MAP_LOOKUP_AND_DELETE_ELEM, Linux 5.14. */
    public boolean lookupAndDelete() {
        int number = fd.acquire();
        try {
            return found(element.lookupAndDelete(number), BpfCommand.BPF_MAP_LOOKUP_AND_DELETE_ELEM);
        } finally {
            fd.release();
        }
    }

    /**
     * Gives the key the value. BPF_MAP_UPDATE_ELEM, Linux 3.18.
     *
     * @throws KernelException as {@link BpfMap#put(Object, Object, UpdateFlag)} does
     */
    public void update(UpdateFlag flag) {
        int number = fd.acquire();
        try {
            long answer = element.update(number, flag.value());
            if (answer < 0) {
                map.require(answer, BpfCommand.BPF_MAP_UPDATE_ELEM, "takes no such entry");
            }
        } finally {
            fd.release();
        }
    }

    /** {@return whether the key was there, and is gone now} BPF_MAP_DELETE_ELEM, Linux 3.18. */
    public boolean delete() {
        int number = fd.acquire();
        try {
            return found(element.delete(number), BpfCommand.BPF_MAP_DELETE_ELEM);
        } finally {
            fd.release();
        }
    }

    /** The next {@link #next} gives the first key. */
    public void rewind() {
        begun = false;
    }

    /**
     * {@return whether there is a key after this one, which it moved to} BPF_MAP_GET_NEXT_KEY, Linux 4.12. Where this key is
     * not there any more, the kernel begins again: a walk by these must be bounded by its caller while others delete.
     */
    public boolean next() {
        int number = fd.acquire();
        try {
            long answer = begun ? element.nextKey(number) : element.firstKey(number);
            begun = found(answer, BpfCommand.BPF_MAP_GET_NEXT_KEY);
            return begun;
        } finally {
            fd.release();
        }
    }

    private boolean found(long answer, BpfCommand command) {
        if (answer >= 0) {
            return true;
        }
        if (answer != -Errno.ENOENT) {
            map.require(answer, command, "could not be read or changed");
        }
        return false;
    }
}
