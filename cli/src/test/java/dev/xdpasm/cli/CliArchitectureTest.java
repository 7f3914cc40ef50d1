package dev.xdpasm.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class CliArchitectureTest {

    @Test
    void theCommandUsesWhatAnyUserOfTheLibraryCan() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.xdpasm.loader.sys..", "dev.xdpasm.loader.netlink..", "jnr..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.xdpasm.cli"));
    }

    /** {@code asm} and {@code disasm} must not load jnr-ffi: it costs more than the listing of a program. */
    @Test
    void assemblingAndListingNeedNoLoader() {
        noClasses()
                .that()
                .haveNameMatching(".*\\.(PlainCall|AsmCommand|DisasmCommand|ProgramFile|source\\..*)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.xdpasm.loader..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.xdpasm.cli"));
    }
}
