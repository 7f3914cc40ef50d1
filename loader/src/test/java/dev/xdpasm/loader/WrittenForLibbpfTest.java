package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.elf.ElfWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What libbpf's tools make of the objects of testdata/elf once they are written here, beside loading them ({@link CorpusTest}):
 * the types that they print, and skeletons.
 */
@KernelTest
class WrittenForLibbpfTest {
    /** Maps as they were described before BTF become types, which come behind those that were there. */
    private static final Set<String> TYPES_ADDED = Set.of("legacy-maps.19-v3-g.o");

    @TempDir
    Path directory;

    @BeforeEach
    void needsBpftool() {
        KernelCondition.needs("bpftool");
    }

    /** Those with types, and which are no objects that libbpf refuses to open: {@link CorpusTest} has them all. */
    static List<String> objects() throws IOException {
        return CorpusTest.objects().stream()
                .filter(name -> !dumped(Corpus.DIRECTORY.resolve(name)).isEmpty())
                .toList();
    }

    /** Of these those that bpftool makes a skeleton of. */
    static List<String> withSkeleton() throws IOException {
        return objects().stream()
                .filter(name -> !Corpus.skeleton(Corpus.DIRECTORY.resolve(name)).isEmpty())
                .toList();
    }

    /** Compilers leave sizes and offsets of sections 0 for the loader to fill in; here they are. */
    @ParameterizedTest
    @MethodSource("objects")
    void typesAreTheSameButForWhatTheLoaderFillsIn(String name) throws IOException {
        Path written = written(name);
        List<String> theirs = dumped(Corpus.DIRECTORY.resolve(name));
        List<String> ours = dumped(written);
        assertTrue(
                TYPES_ADDED.contains(name) ? ours.size() > theirs.size() : ours.size() == theirs.size(),
                () -> theirs.size() + " lines, then " + ours.size());
        boolean inSection = false;
        for (int i = 0; i < theirs.size(); i++) {
            String line = theirs.get(i);
            inSection = line.startsWith("[") ? line.contains(" DATASEC ") : inSection;
            String filled = inSection ? line.replaceAll("(size|offset)=0 ", "$1=# ") : line;
            String shown = filled.equals(line) ? ours.get(i) : ours.get(i).replaceAll("(size|offset)=\\d+ ", "$1=# ");
            String expected = filled.equals(line) ? line : line.replaceAll("(size|offset)=\\d+ ", "$1=# ");
            assertEquals(expected, shown);
        }
    }

    @ParameterizedTest
    @MethodSource("withSkeleton")
    void skeletonsAreTheSameButForTheFileInThem(String name) throws IOException {
        Path written = written(name);
        assertEquals(Corpus.skeleton(Corpus.DIRECTORY.resolve(name)), Corpus.skeleton(written));
    }

    /** The skeleton's C program sets a constant, runs a program and reads and writes the variables by their names. */
    @Test
    void skeletonsAreCompiledAndRun() throws IOException, InterruptedException {
        KernelCondition.needs("clang-19");
        Path skeleton = directory.resolve("globals.skel.h");
        Files.writeString(skeleton, Corpus.shown("gen", "skeleton", written("globals.19-v3-g.o").toString(), "name", "globals"));
        Path source = Files.writeString(directory.resolve("main.c"), """
                #include <stdio.h>
                #include <bpf/bpf.h>
                #include "globals.skel.h"

                int main(void)
                {
                	unsigned char packet[64] = {};
                	LIBBPF_OPTS(bpf_test_run_opts, run, .data_in = packet, .data_size_in = sizeof(packet));
                	struct globals *object = globals__open();

                	if (!object)
                		return 1;
                	*(unsigned int *)&object->rodata->limit = 30;
                	object->data->counter = 12;
                	if (globals__load(object))
                		return 2;
                	if (bpf_prog_test_run_opts(bpf_program__fd(object->progs.read_and_write), &run))
                		return 3;
                	printf("%u %u %u %llu\\n", run.retval, object->data->counter, object->data_custom->custom,
                	       (unsigned long long)object->bss->zeros[3]);
                	globals__destroy(object);
                	return 0;
                }
                """);
        Path program = directory.resolve("main");
        Commands.run("clang-19", "-O1", "-o", program.toString(), source.toString(), "-lbpf");
        assertEquals("2 42 7 1\n", Commands.run(program.toString()));
    }

    private Path written(String name) throws IOException {
        byte[] compiled = Files.readAllBytes(Corpus.DIRECTORY.resolve(name));
        return Files.write(directory.resolve(name), ElfWriter.write(ElfReader.read(name, compiled)));
    }

    private static List<String> dumped(Path object) {
        return Corpus.shownIfTaken("btf", "dump", "file", object.toString());
    }
}
