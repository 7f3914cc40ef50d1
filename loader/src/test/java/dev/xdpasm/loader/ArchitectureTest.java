package dev.xdpasm.loader;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The loader's floor: what is inside knows nothing of what is outside. */
class ArchitectureTest {
    private static final JavaClasses LOADER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.xdpasm.loader");

    @Test
    void systemCallsKnowNothingOfTheLoader() {
        noClasses()
                .that()
                .resideInAPackage("dev.xdpasm.loader.sys")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.xdpasm.loader", "dev.xdpasm.loader.netlink")
                .check(LOADER);
    }

    @Test
    void netlinkKnowsSystemCallsOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.xdpasm.loader.netlink")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.xdpasm.loader")
                .check(LOADER);
    }

    @Test
    void theLibraryThatBindsIsSeenInOnePlaceOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.xdpasm.loader.sys")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jnr..")
                .check(LOADER);
    }
}
