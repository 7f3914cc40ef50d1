package dev.xdpasm.struct;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out which C type a component of a record is of: by its annotation, else by its Java type. */
final class ComponentReader {
    /** More than any map takes for a value. */
    static final int MOST_BYTES = 1 << 28;

    private static final Map<Class<? extends Annotation>, Scalar> BY_ANNOTATION = new LinkedHashMap<>();

    private static final Map<Class<?>, Scalar> BY_JAVA_TYPE = Map.of(
            byte.class, Scalar.S8,
            short.class, Scalar.S16,
            char.class, Scalar.U16,
            int.class, Scalar.S32,
            long.class, Scalar.S64,
            boolean.class, Scalar.BOOL);

    static {
        BY_ANNOTATION.put(U8.class, Scalar.U8);
        BY_ANNOTATION.put(U16.class, Scalar.U16);
        BY_ANNOTATION.put(U32.class, Scalar.U32);
        BY_ANNOTATION.put(U64.class, Scalar.U64);
        BY_ANNOTATION.put(Be16.class, Scalar.BE16);
        BY_ANNOTATION.put(Be32.class, Scalar.BE32);
        BY_ANNOTATION.put(Be64.class, Scalar.BE64);
    }

    private final String name;
    private final RecordComponent component;
    private final List<Class<?>> within;

    ComponentReader(String record, RecordComponent component, List<Class<?>> within) {
        this.name = record + "." + component.getName();
        this.component = component;
        this.within = within;
    }

    FieldCodec codec() {
        Class<?> type = component.getType();
        Length length = component.getAnnotation(Length.class);
        if (type == String.class) {
            refuseScalar("a text");
            return new TextCodec(length(length, 1));
        }
        if (type.isArray()) {
            FieldCodec element = single(type.getComponentType());
            return new ArrayCodec(element, type.getComponentType(), length(length, element.size()));
        }
        if (length != null) {
            throw error("has a @Length, expected one of arrays and String only");
        }
        return single(type);
    }

    private int length(@Nullable Length length, int elementBytes) {
        if (length == null) {
            throw error("has no @Length, expected one, as C's arrays have");
        }
        if (length.value() < 1 || (long) length.value() * elementBytes > MOST_BYTES) {
            throw error("has a @Length of " + length.value() + ", expected at least 1 and at most " + MOST_BYTES + " bytes");
        }
        return length.value();
    }

    private FieldCodec single(Class<?> type) {
        if (type.isRecord()) {
            refuseScalar("a struct");
            return new StructCodec(StructLayout.within(type.asSubclass(Record.class), within));
        }
        Scalar scalar = scalar(type);
        if (ScalarCodec.JAVA_BYTES.getOrDefault(type, 0) < scalar.size()
                || type == boolean.class && scalar != Scalar.BOOL) {
            throw error("is of Java's " + type.getSimpleName() + ", which does not hold a " + scalar.cName());
        }
        return new ScalarCodec(scalar, type);
    }

    private Scalar scalar(Class<?> type) {
        Scalar byType = BY_JAVA_TYPE.get(type);
        if (byType == null) {
            throw error("is of Java's " + type.getSimpleName() + ", expected a whole number, boolean, String, record or array of "
                    + "these");
        }
        Scalar found = annotated();
        return found == null ? byType : found;
    }

    private void refuseScalar(String what) {
        Scalar annotated = annotated();
        if (annotated != null) {
            throw error("is " + what + ", which is no " + annotated.cName());
        }
    }

    private @Nullable Scalar annotated() {
        Scalar found = null;
        for (Map.Entry<Class<? extends Annotation>, Scalar> entry : BY_ANNOTATION.entrySet()) {
            if (component.isAnnotationPresent(entry.getKey())) {
                if (found != null) {
                    throw error("is a " + found.cName() + " and a " + entry.getValue().cName() + ", expected one of them");
                }
                found = entry.getValue();
            }
        }
        return found;
    }

    private LayoutException error(String what) {
        return new LayoutException(name + " " + what);
    }
}
