package dev.xdpasm.loader;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The loader's floors: system calls below netlink below what a user calls; jnr-ffi is seen by the system calls alone. */
class LoaderArchitectureTest {
    private static final JavaClasses LOADER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.xdpasm.loader");

    @Test
    void packagesImportOnlyDownward() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.xdpasm.loader..")
                .layer("loader").definedBy("dev.xdpasm.loader")
                .layer("netlink").definedBy("dev.xdpasm.loader.netlink")
                .layer("sys").definedBy("dev.xdpasm.loader.sys")
                .whereLayer("loader").mayNotBeAccessedByAnyLayer()
                .whereLayer("netlink").mayOnlyAccessLayers("sys")
                .whereLayer("sys").mayNotAccessAnyLayer()
                .check(LOADER);
    }

    @Test
    void onlyTheSystemCallsSeeJnr() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.xdpasm.loader.sys")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jnr..", "com.kenai..")
                .check(LOADER);
    }

    @Test
    void theLoaderKnowsNoFront() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.xdpasm.asm", "dev.xdpasm.text", "dev.xdpasm.elf")
                .check(LOADER);
    }
}
