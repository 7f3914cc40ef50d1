package dev.xdpasm.loader.programs;

import dev.xdpasm.dsl.GlobalRef;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.RingRef;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Types;
import dev.xdpasm.loader.programs.Fields.OfStruct;
import java.util.Map;

/** The maps that random programs use, and their global variables. */
enum Table {
    NUMBERS(Tables.number(Kind.U32), Tables.number(Kind.U64), Maps.hash("numbers", Types.U32, Types.U64, 4096)),
    RECORDS(Tables.network(32), Tables.RECORD, Maps.hash("records", Types.BE32, Tables.RECORD_TYPE, 4096)),
    FLOWS(Tables.FLOW, Tables.number(Kind.S32), Maps.hash("flows", Tables.FLOW_TYPE, Types.S32, 4096)),
    RECENT(Tables.number(Kind.U64), Tables.number(Kind.U64), Maps.lruHash("recent", Types.U64, Types.U64, 65536)),
    SLOTS(Tables.number(Kind.U32), Tables.number(Kind.U64), Maps.array("slots", Types.U64, 4)),
    ROWS(Tables.number(Kind.U32), Tables.RECORD, Maps.array("rows", Tables.RECORD_TYPE, 3)),
    ONLY(Tables.number(Kind.U32), Tables.RECORD, Maps.array("only", Tables.RECORD_TYPE, 1)),
    PREFIXES(Tables.network(32), Tables.number(Kind.U32), Maps.lpmTrie("prefixes", Types.BE32, Types.U32, 4096)),
    COUNTS(Tables.number(Kind.U32), Tables.number(Kind.U64), Maps.percpuArray("counts", Types.U64, 4));

    static final Map<String, GlobalRef<NumField>> GLOBALS = Map.of(
            "total", Globals.counter("total", Types.U64),
            "state", Globals.counter("state", Types.U32),
            "signed", Globals.counter("signed", Types.S32),
            "small", Globals.counter("small", Types.U8),
            "last", Globals.counter("last", Types.S16));

    static final Map<String, Kind> GLOBAL_KINDS =
            Map.of("total", Kind.U64, "state", Kind.U32, "signed", Kind.S32, "small", Kind.U8, "last", Kind.S16);

    /** Records for Java. */
    static final RingRef<OfStruct> RING = Maps.ring("ring", Tables.RECORD_TYPE, 1 << 18);

    final Shape key;
    final Shape value;
    final MapRef<?, ?> map;

    Table(Shape key, Shape value, MapRef<?, ?> map) {
        this.key = key;
        this.value = value;
        this.map = map;
    }

    /** Whether values stay where they are whatever is updated. */
    boolean isArray() {
        return this == SLOTS || this == ONLY || this == ROWS || this == COUNTS;
    }

    int entries() {
        return map.spec().maxEntries();
    }

    /** What the rows of the table above are made of. */
    static final class Tables {
        static final Shape RECORD = Shape.struct(
                new Shape.Number(Kind.U8),
                new Shape.Raw(6),
                new Shape.Number(Kind.S16),
                new Shape.Network(32),
                new Shape.Number(Kind.U64),
                new Shape.Number(Kind.S32),
                new Shape.Number(Kind.U16),
                new Shape.Bits(6, 3, 9),
                new Shape.Network(16),
                new Shape.Number(Kind.S8));
        static final Shape FLOW =
                Shape.struct(new Shape.Network(32), new Shape.Number(Kind.U16), new Shape.Number(Kind.U8), new Shape.Network(16));

        static final Type<OfStruct, OfStruct> RECORD_TYPE = Types.struct(() -> new OfStruct(RECORD));
        static final Type<OfStruct, OfStruct> FLOW_TYPE = Types.struct(() -> new OfStruct(FLOW));

        private Tables() {}

        static Shape number(Kind kind) {
            return Shape.of(new Shape.Number(kind));
        }

        static Shape network(int bits) {
            return Shape.of(new Shape.Network(bits));
        }

        static Type<OfStruct, OfStruct> type(Shape shape) {
            return shape == RECORD ? RECORD_TYPE : FLOW_TYPE;
        }
    }
}
