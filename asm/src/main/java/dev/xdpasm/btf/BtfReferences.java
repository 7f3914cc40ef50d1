package dev.xdpasm.btf;

import dev.xdpasm.btf.BtfType.Array;
import dev.xdpasm.btf.BtfType.Const;
import dev.xdpasm.btf.BtfType.DataSection;
import dev.xdpasm.btf.BtfType.DeclTag;
import dev.xdpasm.btf.BtfType.Func;
import dev.xdpasm.btf.BtfType.FuncProto;
import dev.xdpasm.btf.BtfType.Member;
import dev.xdpasm.btf.BtfType.Ptr;
import dev.xdpasm.btf.BtfType.Restrict;
import dev.xdpasm.btf.BtfType.Struct;
import dev.xdpasm.btf.BtfType.TypeTag;
import dev.xdpasm.btf.BtfType.Typedef;
import dev.xdpasm.btf.BtfType.Union;
import dev.xdpasm.btf.BtfType.Var;
import dev.xdpasm.btf.BtfType.Volatile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/** Where in a type of each kind the ids of other types are. */
final class BtfReferences {
    private BtfReferences() {}

    /** {@return the type, each id that it refers to replaced, in the order in which BTF has them} */
    static BtfType replaced(BtfType type, IntUnaryOperator ids) {
        return switch (type.kind()) {
            case INT, FLOAT, ENUM, ENUM64, FWD -> type;
            case PTR -> ptr((Ptr) type, ids);
            case ARRAY -> array((Array) type, ids);
            case STRUCT -> new Struct(type.name(), ((Struct) type).size(), members(((Struct) type).members(), ids));
            case UNION -> new Union(type.name(), ((Union) type).size(), members(((Union) type).members(), ids));
            case TYPEDEF -> new Typedef(type.name(), modified(type, ids));
            case VOLATILE -> new Volatile(modified(type, ids));
            case CONST -> new Const(modified(type, ids));
            case RESTRICT -> new Restrict(modified(type, ids));
            case TYPE_TAG -> new TypeTag(type.name(), modified(type, ids), ((TypeTag) type).attribute());
            case DECL_TAG -> declTag((DeclTag) type, ids);
            case FUNC -> func((Func) type, ids);
            case FUNC_PROTO -> funcProto((FuncProto) type, ids);
            case VAR -> variable((Var) type, ids);
            case DATASEC -> dataSection((DataSection) type, ids);
        };
    }

    /** Tells each id that a type refers to. */
    static void forEach(BtfType type, IntConsumer told) {
        replaced(type, id -> {
            told.accept(id);
            return id;
        });
    }

    private static BtfType ptr(Ptr ptr, IntUnaryOperator ids) {
        return new Ptr(ptr.name(), ids.applyAsInt(ptr.target()));
    }

    private static BtfType array(Array array, IntUnaryOperator ids) {
        return new Array(ids.applyAsInt(array.element()), ids.applyAsInt(array.index()), array.count());
    }

    private static int modified(BtfType type, IntUnaryOperator ids) {
        return ids.applyAsInt(((BtfType.Modifier) type).type());
    }

    private static BtfType declTag(DeclTag tag, IntUnaryOperator ids) {
        return new DeclTag(tag.name(), ids.applyAsInt(tag.type()), tag.component(), tag.attribute());
    }

    private static BtfType func(Func function, IntUnaryOperator ids) {
        return new Func(function.name(), ids.applyAsInt(function.proto()), function.linkage());
    }

    private static BtfType funcProto(FuncProto proto, IntUnaryOperator ids) {
        int returned = ids.applyAsInt(proto.returnType());
        return new FuncProto(
                returned, each(proto.params(), param -> new BtfType.Param(param.name(), ids.applyAsInt(param.type()))));
    }

    private static BtfType variable(Var variable, IntUnaryOperator ids) {
        return new Var(variable.name(), ids.applyAsInt(variable.type()), variable.linkage());
    }

    private static BtfType dataSection(DataSection section, IntUnaryOperator ids) {
        return new DataSection(
                section.name(),
                section.size(),
                each(section.entries(), entry -> new BtfType.Entry(ids.applyAsInt(entry.var()), entry.offset(), entry.size())));
    }

    private static List<Member> members(List<Member> members, IntUnaryOperator ids) {
        return each(
                members,
                member -> new Member(member.name(), ids.applyAsInt(member.type()), member.bitOffset(), member.bitSize()));
    }

    private static <T> List<T> each(List<T> parts, Function<T, T> replaced) {
        List<T> all = new ArrayList<>(parts.size());
        for (T part : parts) {
            all.add(replaced.apply(part));
        }
        return all;
    }
}
