package dev.xdpasm.object;

/** An entry that a map has from the start. */
public sealed interface MapEntry {

    /**
     * A value under its key.
     *
     * @param key as many bytes as the map's keys have
     * @param value as many bytes as the map's values have
     */
    record Value(Bytes key, Bytes value) implements MapEntry {}

    /**
     * What the kernel takes by descriptor: a program in a BPF_MAP_TYPE_PROG_ARRAY or in a member of {@link StructOps}, a map in a
     * map of maps.
     *
     * @param index the key, a u32; of a program in a struct the byte at which the member begins
     * @param name the program's or map's name in the object
     */
    record Reference(int index, String name) implements MapEntry {}
}
