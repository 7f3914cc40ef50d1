package dev.xdpasm.dsl;

/** A place in memory that holds bytes. As {@link Bytes} it is read each time it is used. */
public final class BytesField extends Field implements Bytes {
    private final int size;

    BytesField(Place place, int size) {
        super(place);
        this.size = size;
    }

    @Override
    public BytesValue get() {
        return BytesValue.read(memory(), size);
    }

    /** Writes bytes, as many. */
    public void set(Bytes bytes) {
        BytesValue value = bytes.get();
        if (value.size() != size) {
            throw CallSite.refuse(value.size() + " bytes into a field of " + size);
        }
        value.write(memory());
    }

    /** Writes an address, such as {@code 02:00:00:00:00:01} or {@code 2001:db8::1}. */
    public void set(String address) {
        set(AddressText.value(memory().flow(), address, size));
    }
}
