package dev.xdpasm.btf;

import java.util.Optional;

/**
 * What a CO-RE relocation puts into its instruction ({@code enum bpf_core_relo_kind}, include/uapi/linux/bpf.h, Linux 5.17;
 * the last since 6.1), in the kernel's order.
 */
public enum CoreRelocationKind {
    /** Bytes from the struct's start to the field. */
    BPF_CORE_FIELD_BYTE_OFFSET("byte_off", Subject.FIELD),
    /** Bytes of the field. */
    BPF_CORE_FIELD_BYTE_SIZE("byte_sz", Subject.FIELD),
    /** 1 if the target has the field, else 0. */
    BPF_CORE_FIELD_EXISTS("field_exists", Subject.FIELD),
    /** 1 if the field is signed, else 0. */
    BPF_CORE_FIELD_SIGNED("signed", Subject.FIELD),
    /** By how much 64 bits that were loaded at the field are shifted left to get rid of what is above it. */
    BPF_CORE_FIELD_LSHIFT_U64("lshift_u64", Subject.FIELD),
    /** By how much they are then shifted right to bring the field down. */
    BPF_CORE_FIELD_RSHIFT_U64("rshift_u64", Subject.FIELD),
    /** The type's id in the object's own BTF. */
    BPF_CORE_TYPE_ID_LOCAL("local_type_id", Subject.TYPE),
    /** The type's id in the target's BTF. */
    BPF_CORE_TYPE_ID_TARGET("target_type_id", Subject.TYPE),
    /** 1 if the target has the type, else 0. */
    BPF_CORE_TYPE_EXISTS("type_exists", Subject.TYPE),
    /** Bytes of the type. */
    BPF_CORE_TYPE_SIZE("type_size", Subject.TYPE),
    /** 1 if the target's enum has the value, else 0. */
    BPF_CORE_ENUMVAL_EXISTS("enumval_exists", Subject.ENUM_VALUE),
    /** The number of an enum's value. */
    BPF_CORE_ENUMVAL_VALUE("enumval_value", Subject.ENUM_VALUE),
    /** 1 if the target has the type and with the same fields and values, else 0. */
    BPF_CORE_TYPE_MATCHES("type_matches", Subject.TYPE);

    /** What a kind of relocation is about, which is how its access string is read. */
    public enum Subject {
        /** A field: indexes of fields and elements from the type on, the first of them into an array of the type. */
        FIELD,
        /** The type itself; the string is {@code 0}. */
        TYPE,
        /** A value of the enum: its index in the type. */
        ENUM_VALUE
    }

    private static final CoreRelocationKind[] BY_NUMBER = values();

    private final String shortName;
    private final Subject subject;

    CoreRelocationKind(String shortName, Subject subject) {
        this.shortName = shortName;
        this.subject = subject;
    }

    /** {@return the kind's number in {@code struct bpf_core_relo}} */
    public int number() {
        return ordinal();
    }

    /** {@return the name that libbpf's log and llvm-objdump print, such as {@code byte_off}} */
    public String shortName() {
        return shortName;
    }

    /** {@return what it is about} */
    public Subject subject() {
        return subject;
    }

    /** {@return the kind of a number, empty where the object is newer than this table} */
    public static Optional<CoreRelocationKind> byNumber(int number) {
        return number >= 0 && number < BY_NUMBER.length ? Optional.of(BY_NUMBER[number]) : Optional.empty();
    }
}
