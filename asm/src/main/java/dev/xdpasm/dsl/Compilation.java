package dev.xdpasm.dsl;

import dev.xdpasm.gen.Generator;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.opt.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Makes an object of what programs say: their graphs, the code of these, and what they use. */
final class Compilation {
    private final IsaLevel level;
    private final Declared declared = new Declared();
    private final List<Graph> graphs = new ArrayList<>();

    Compilation(IsaLevel level) {
        this.level = level;
    }

    /** Writes the graph of a function. */
    void function(String name, BiConsumer<Flow, Declared> body) {
        Graph graph = new Graph(name);
        body.accept(new Flow(graph), declared);
        graphs.add(graph);
    }

    BpfObject object(Function<Code, BpfProgram> program) {
        Graph graph = graphs.get(0);
        Optimizer.optimize(graph);
        Code code = Generator.generate(graph, level).code();
        return BpfObject.builder()
                .programs(List.of(program.apply(code)))
                .maps(declared.maps())
                .globals(declared.globals())
                .license("GPL")
                .btf(declared.btf())
                .build();
    }
}
