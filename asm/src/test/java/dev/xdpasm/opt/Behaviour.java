package dev.xdpasm.opt;

import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.GraphInterpreter;
import dev.xdpasm.ir.Memory;
import dev.xdpasm.isa.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** All that can be seen of one run of a graph: what it returns, what it leaves in memory, what it calls. */
record Behaviour(long result, List<Byte> packet, List<Byte> map, List<String> calls) {

    /** {@return what a graph does to a packet} */
    static Behaviour of(Graph graph, byte[] packet) {
        byte[] bytes = packet.clone();
        byte[] map = new byte[RandomGraph.MAP_BYTES];
        for (int i = 0; i < map.length; i++) {
            map[i] = (byte) (i * 7);
        }
        List<String> calls = new ArrayList<>();
        Memory memory = new Memory();
        long data = memory.add(bytes);
        long context = memory.add(new byte[24]);
        memory.store(context, Size.W, data);
        memory.store(context + 4, Size.W, data + bytes.length);
        long values = memory.add(map);
        long result = new GraphInterpreter(graph, memory, (call, arguments, all) -> {
                    if (!call.pure()) {
                        calls.add(call.callee().name() + arguments);
                    }
                    if (call.writes().contains(dev.xdpasm.ir.Region.Kind.PACKET)) {
                        for (int i = 0; i < bytes.length; i++) {
                            bytes[i]++;
                        }
                    }
                    if (call.writes().contains(dev.xdpasm.ir.Region.Kind.MAP)) {
                        map[3]++;
                    }
                    return arguments.hashCode() * 0x9e3779b97f4a7c15L;
                })
                .withMap(RandomGraph.MAP, values)
                .run(context);
        return new Behaviour(result, list(bytes), list(map), calls);
    }

    /** {@return packets of which many pass the tests that random graphs make} */
    static byte[] packet(Random random) {
        byte[] packet = new byte[random.nextInt(4) == 0 ? random.nextInt(40) : 40 + random.nextInt(60)];
        byte[] usual = {0, 1, 2, 4, 5, 6, 8, 0x45, 0x4f, (byte) 0x86, (byte) 0xdd, -1, 17};
        for (int i = 0; i < packet.length; i++) {
            packet[i] = random.nextInt(3) == 0 ? (byte) random.nextInt() : usual[random.nextInt(usual.length)];
        }
        return packet;
    }

    private static List<Byte> list(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add(b);
        }
        return list;
    }
}
