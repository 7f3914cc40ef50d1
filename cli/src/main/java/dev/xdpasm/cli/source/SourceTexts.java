package dev.xdpasm.cli.source;

import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.object.BpfObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the lines of a source, for objects that know the lines only: Java's stack tells a file's name without its
 * folder and a number.
 */
final class SourceTexts {
    private final String path;
    private final String fileName;
    private final List<String> lines;

    private SourceTexts(Path source, List<String> lines) {
        this.path = source.toString();
        this.fileName = source.getFileName().toString();
        this.lines = lines;
    }

    /** {@return the lines of a source, whose whole text this is} */
    static SourceTexts of(Path source, String text) {
        return new SourceTexts(source, text.lines().toList());
    }

    /** {@return the same object, its lines of this source with their text and with the path that was given} */
    BpfObject addTo(BpfObject object) {
        return object.toBuilder()
                .programs(object.programs().stream().map(program -> program.withCode(addTo(program.code()))).toList())
                .subprograms(object.subprograms().stream().map(each -> each.withCode(addTo(each.code()))).toList())
                .build();
    }

    private Code addTo(Code code) {
        LineTable table = code.lines();
        LineTable.Builder changed = new LineTable.Builder();
        for (int i = 0; i < table.size(); i++) {
            Optional<SourceLine> line = table.line(i).filter(each -> each.file().equals(fileName));
            if (line.isPresent() && line.get().line() <= lines.size()) {
                int number = line.get().line();
                changed.add(table.slot(i), path, number, line.get().column(), lines.get(number - 1));
            } else {
                changed.add(table.slot(i), table, i);
            }
        }
        return code.withLines(changed.build());
    }
}
