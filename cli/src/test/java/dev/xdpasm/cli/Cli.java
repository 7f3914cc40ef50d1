package dev.xdpasm.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/**
 * What one run of the command printed and how it ended.
 *
 * @param status its {@link ExitStatus}
 * @param out standard output
 * @param err standard error
 */
record Cli(int status, String out, String err) {

    /** Runs the command in this process, on the calling thread. */
    static Cli run(Object... args) {
        return runInto(new StringWriter(), args);
    }

    /** Runs the command, its output readable while it runs. */
    static Cli runInto(StringWriter out, Object... args) {
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int status = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Cli(status, out.toString(), err.toString());
    }

    /** {@return a file of the project's testdata} */
    static Path testdata(String first, String... more) {
        return Path.of(System.getProperty("xdpasm.testdata")).resolve(Path.of(first, more));
    }
}
