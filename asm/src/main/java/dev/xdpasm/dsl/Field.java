package dev.xdpasm.dsl;

/** A place in memory that holds a value of a type: a field of a header or struct, a value of a map. */
abstract sealed class Field extends LaterKnown permits NumField, NetField, BytesField {
    private final Place place;

    Field(Place place) {
        this.place = place;
    }

    /** Where the field is: known at once, or once its struct is bound to memory. */
    interface Place {
        Memory memory();
    }

    Place place() {
        return place;
    }

    Memory memory() {
        return place.memory();
    }
}
