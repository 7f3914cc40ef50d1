package dev.xdpasm.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.tools.Testdata;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each program of testdata/core becomes, instruction by instruction, what libbpf makes of it. */
class LibbpfTest {
    private static final CoreTarget TARGET = CoreTarget.of(CoreObject.of("target.o").index());

    private static final Map<String, CoreObject> OBJECTS = Stream.of("programs-14", "programs-19")
            .collect(Collectors.toMap(Function.identity(), name -> CoreObject.of(name + ".o")));

    static Stream<Arguments> programs() {
        return OBJECTS.keySet().stream()
                .sorted()
                .flatMap(name -> Testdata.text("core/" + name + ".libbpf")
                        .lines()
                        .map(line -> Arguments.of(name, line.substring(0, line.indexOf(' ')), line)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("programs")
    void relocatesAsLibbpf(String object, String program, String expected) {
        CoreObject own = OBJECTS.get(object);
        assertEquals(expected, CoreObject.relocated(own.functions().get(program), own.types(), TARGET));
    }
}
