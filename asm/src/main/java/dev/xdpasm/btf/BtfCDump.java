package dev.xdpasm.btf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Types as a C header that compiles, as {@code bpftool btf dump ... format c} prints them (bpftool 7.1): each type behind those
 * that it holds, names declared before they are pointed at. This is how {@code vmlinux.h} is made.
 */
public final class BtfCDump {
    private static final String BEFORE = """
            #ifndef __VMLINUX_H__
            #define __VMLINUX_H__

            #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
            #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
            #endif

            """;

    private static final String BEHIND = """
            #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
            #pragma clang attribute pop
            #endif

            #endif /* __VMLINUX_H__ */
            """;

    /** Types that hold each other, at most; those that kernels have are some dozen. */
    private static final int DEEPEST = 512;

    private enum State {
        NEW,
        UNDERWAY,
        DONE
    }

    private final BtfTypes types;
    private final StringBuilder out = new StringBuilder();
    private final CText text;
    private final State[] order;
    private final State[] written;
    private final boolean[] announced;
    private final boolean[] referred;
    private final List<Integer> queue = new ArrayList<>();
    private long stepsLeft;

    private BtfCDump(BtfTypes types) {
        this.types = types;
        this.text = new CText(types, out);
        int slots = types.count() + 1;
        order = newStates(slots);
        written = newStates(slots);
        announced = new boolean[slots];
        referred = new boolean[slots];
        stepsLeft = 1_000_000 + 100L * slots;
    }

    private static State[] newStates(int slots) {
        State[] states = new State[slots];
        Arrays.fill(states, State.NEW);
        states[0] = State.DONE;
        return states;
    }

    /**
     * {@return the header}
     *
     * @throws BtfException if a type holds itself, refers to a type that is not there, or is nested too deeply
     */
    public static String of(BtfTypes types) {
        return new BtfCDump(types).dump();
    }

    private String dump() {
        int last = types.count();
        for (int id = 1; id <= last; id++) {
            BtfReferences.forEach(types.type(id), referredId -> {
                if (referredId < 0 || referredId > last) {
                    throw BtfIndex.noSuchType(referredId, last);
                }
                referred[referredId] = true;
            });
        }
        out.append(BEFORE);
        for (int id = 1; id <= last; id++) {
            queue.clear();
            order(id, false, 0);
            for (int next : queue) {
                write(next, 0, 0);
            }
        }
        return out.append(BEHIND).toString();
    }

    private void step(int id, int depth) {
        if (depth > DEEPEST || --stepsLeft < 0) {
            throw new BtfException("BTF type " + id + " is in more than " + DEEPEST + " types, or in too many ways");
        }
    }

    /**
     * Puts a type into the queue behind those that it holds; {@return whether one was put there that has a name and that what
     * refers to it needs}.
     *
     * @param throughPointer whether what refers to it holds only its address, so that its name is enough
     */
    private boolean order(int id, boolean throughPointer, int depth) {
        if (order[id] == State.DONE) {
            return true;
        }
        step(id, depth);
        BtfType type = types.type(id);
        boolean isComposite = type instanceof BtfType.Composite;
        if (isComposite && throughPointer && !type.name().isEmpty()) {
            return false;
        }
        if (order[id] == State.UNDERWAY) {
            throw new BtfException("BTF type " + id + " (" + type.kind() + " " + type.name() + ") holds itself");
        }
        if (type instanceof BtfType.Ptr pointer) {
            boolean strong = order(pointer.target(), true, depth + 1);
            order[id] = State.DONE;
            return strong;
        }
        if (type instanceof BtfType.Array array) {
            return order(array.element(), false, depth + 1);
        }
        if (type instanceof BtfType.Composite composite) {
            order[id] = State.UNDERWAY;
            for (BtfType.Member member : composite.members()) {
                order(member.type(), false, depth + 1);
            }
            if (!type.name().isEmpty()) {
                queue.add(id);
            }
            order[id] = State.DONE;
            return true;
        }
        if (type instanceof BtfType.Enumeration || type instanceof BtfType.Fwd) {
            if (!type.name().isEmpty() || !referred[id]) {
                queue.add(id);
            }
            order[id] = State.DONE;
            return true;
        }
        if (type instanceof BtfType.Typedef typedef) {
            boolean strong = order(typedef.type(), throughPointer, depth + 1);
            if (throughPointer && !strong) {
                return false;
            }
            queue.add(id);
            order[id] = State.DONE;
            return true;
        }
        if (type instanceof BtfType.Modifier modifier) {
            return order(modifier.type(), throughPointer, depth + 1);
        }
        if (type instanceof BtfType.FuncProto proto) {
            boolean strong = order(proto.returnType(), throughPointer, depth + 1);
            for (BtfType.Param param : proto.params()) {
                strong |= order(param.type(), throughPointer, depth + 1);
            }
            return strong;
        }
        order[id] = State.DONE;
        return false;
    }

    /**
     * Writes a type, or what of it must be known where it is referred to.
     *
     * @param in the struct, union or typedef that it is part of; 0 if it stands for itself
     */
    private void write(int id, int in, int depth) {
        if (written[id] == State.DONE) {
            return;
        }
        step(id, depth);
        BtfType type = types.type(id);
        if (written[id] == State.UNDERWAY) {
            writeAgain(id, type, in);
        } else if (type instanceof BtfType.Enumeration) {
            if (in == 0) {
                text.enumeration(id, 0);
                end();
            }
            written[id] = State.DONE;
        } else if (type instanceof BtfType.Ptr pointer) {
            write(pointer.target(), in, depth + 1);
        } else if (type instanceof BtfType.Array array) {
            write(array.element(), in, depth + 1);
        } else if (type instanceof BtfType.Fwd) {
            text.tag(id);
            end();
            written[id] = State.DONE;
        } else if (type instanceof BtfType.Typedef typedef) {
            written[id] = State.UNDERWAY;
            write(typedef.type(), id, depth + 1);
            if (!announced[id]) {
                writeTypedef(id, typedef);
            }
            written[id] = State.DONE;
        } else if (type instanceof BtfType.Modifier modifier) {
            write(modifier.type(), in, depth + 1);
        } else if (type instanceof BtfType.Composite composite) {
            writeComposite(id, composite, in, depth);
        } else if (type instanceof BtfType.FuncProto proto) {
            write(proto.returnType(), in, depth + 1);
            for (BtfType.Param param : proto.params()) {
                write(param.type(), in, depth + 1);
            }
        }
    }

    /** A type that is being written is referred to by one of its parts. */
    private void writeAgain(int id, BtfType type, int in) {
        if (announced[id]) {
            return;
        }
        if (type instanceof BtfType.Typedef typedef) {
            writeTypedef(id, typedef);
            announced[id] = true;
        } else if (id != in && !type.name().isEmpty()) {
            announce(id);
        }
    }

    private void writeTypedef(int id, BtfType.Typedef typedef) {
        // the compiler has this one
        if (!typedef.name().equals("__builtin_va_list")) {
            text.typedef(id);
            end();
        }
    }

    private void writeComposite(int id, BtfType.Composite composite, int in, int depth) {
        written[id] = State.UNDERWAY;
        boolean isAnonymous = composite.name().isEmpty();
        if (in == 0 || isAnonymous) {
            for (BtfType.Member member : composite.members()) {
                write(member.type(), isAnonymous ? in : id, depth + 1);
            }
        } else if (!announced[id] && id != in) {
            announce(id);
        }
        if (in == 0) {
            text.composite(id, 0);
            end();
            written[id] = State.DONE;
        } else {
            written[id] = State.NEW;
        }
    }

    private void announce(int id) {
        text.tag(id);
        end();
        announced[id] = true;
    }

    private void end() {
        out.append(";\n\n");
    }
}
