package dev.xdpasm.loader.programs;

import dev.xdpasm.dsl.Header;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Types;
import java.util.ArrayList;
import java.util.List;

/** The DSL's fields of a {@link Shape}. */
interface Fields {
    /** {@return the fields, in the order of the shape's parts} */
    List<Object> list();

    /** A header of a packet. */
    final class OfHeader extends Header implements Fields {
        private final List<Object> list = new ArrayList<>();

        OfHeader(Shape shape) {
            for (Shape.Part part : shape.parts()) {
                list.add(
                        part instanceof Shape.Bits bits
                                ? bits((NumField) list.get(bits.of()), bits.shift(), bits.width())
                                : field(type(part)));
            }
        }

        @Override
        public List<Object> list() {
            return list;
        }
    }

    /** A struct in a map or on the stack. */
    final class OfStruct extends Struct implements Fields {
        private final List<Object> list = new ArrayList<>();

        OfStruct(Shape shape) {
            for (Shape.Part part : shape.parts()) {
                list.add(
                        part instanceof Shape.Bits bits
                                ? bits((NumField) list.get(bits.of()), bits.shift(), bits.width())
                                : field(type(part)));
            }
        }

        @Override
        public List<Object> list() {
            return list;
        }
    }

    private static Type<?, ?> type(Shape.Part part) {
        if (part instanceof Shape.Number number) {
            return number.kind().type();
        }
        if (part instanceof Shape.Network network) {
            return Kind.netType(network.bits());
        }
        return part.size() == 6 ? Types.MAC : part.size() == 16 ? Types.IPV6 : Types.bytes(part.size());
    }
}
