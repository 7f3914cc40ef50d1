import static dev.xdpasm.dsl.Types.struct;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** Drops everything, counts packets and bytes for each processor. */
class P02DropCount {
    static class Count extends Struct {
        final NumField packets = u64();
        final NumField bytes = u64();
    }

    static final MapRef<Num, Count> DROP_CNT = Maps.percpuArray("drop_cnt", struct(Count::new), 1);

    static final BpfObject PROGRAM = Xdp.program("p02_drop_count", p -> {
        p.lookup(DROP_CNT, 0).ifPresent(count -> {
            count.packets.add(1);
            count.bytes.add(p.length());
        });
        p.drop();
    });
}
