package dev.xdpasm;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** The floors of docs/architecture.md: a package imports only from the floors below it, and nothing from outside. */
class ArchitectureTest {
    private static final JavaClasses ASM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.xdpasm");

    @Test
    void packagesImportOnlyDownward() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.xdpasm..")
                .layer("errors").definedBy("dev.xdpasm")
                .layer("uapi").definedBy("dev.xdpasm.uapi")
                .layer("isa").definedBy("dev.xdpasm.isa")
                .layer("btf").definedBy("dev.xdpasm.btf")
                .layer("core").definedBy("dev.xdpasm.core")
                .layer("struct").definedBy("dev.xdpasm.struct")
                .layer("object").definedBy("dev.xdpasm.object")
                .layer("asm").definedBy("dev.xdpasm.asm")
                .layer("text").definedBy("dev.xdpasm.text")
                .layer("elf").definedBy("dev.xdpasm.elf")
                .layer("print").definedBy("dev.xdpasm.print")
                .layer("ir").definedBy("dev.xdpasm.ir")
                .layer("gen").definedBy("dev.xdpasm.gen")
                .layer("opt").definedBy("dev.xdpasm.opt")
                .layer("dsl").definedBy("dev.xdpasm.dsl")
                .whereLayer("errors").mayNotAccessAnyLayer()
                .whereLayer("uapi").mayOnlyAccessLayers("errors")
                .whereLayer("isa").mayOnlyAccessLayers("errors")
                .whereLayer("btf").mayOnlyAccessLayers("errors", "uapi", "isa")
                .whereLayer("core").mayOnlyAccessLayers("errors", "uapi", "isa", "btf")
                .whereLayer("struct").mayOnlyAccessLayers("errors", "uapi", "isa", "btf")
                .whereLayer("object").mayOnlyAccessLayers("errors", "uapi", "isa", "btf")
                .whereLayer("asm").mayOnlyAccessLayers("errors", "uapi", "isa", "btf", "object")
                .whereLayer("text").mayOnlyAccessLayers("errors", "uapi", "isa", "btf", "object", "elf")
                .whereLayer("elf").mayOnlyAccessLayers("errors", "uapi", "isa", "btf", "object")
                .whereLayer("print").mayOnlyAccessLayers("errors", "uapi", "isa", "btf", "object", "elf")
                .whereLayer("ir").mayOnlyAccessLayers("errors", "uapi", "isa")
                .whereLayer("gen").mayOnlyAccessLayers("errors", "uapi", "isa", "ir")
                .whereLayer("dsl").mayOnlyAccessLayers("errors", "uapi", "isa", "btf", "object", "ir", "gen", "opt")
                .whereLayer("opt").mayOnlyAccessLayers("errors", "uapi", "isa", "ir")
                .check(ASM);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.xdpasm.(*)..").should().beFreeOfCycles().check(ASM);
    }

    @Test
    void asmNeedsNothingButJava() {
        ArchRuleDefinition.classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.xdpasm..", "org.jspecify.annotations..")
                .check(ASM);
    }
}
