package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.loader.AttachRecords;
import dev.xdpasm.loader.BpfLink;
import dev.xdpasm.loader.BpfLinkInfo;
import dev.xdpasm.loader.NetDevice;
import dev.xdpasm.loader.PinRecord;
import dev.xdpasm.loader.Pins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the links of {@code xdpasm attach --link} are pinned: one name for an interface, so that a later command finds it. */
final class LinkPins {
    private static final Path FOLDER = Path.of("/sys/fs/bpf/xdpasm");

    private LinkPins() {}

    /** {@return the name of an interface's link} Numbers, as bpffs takes no dot and interfaces are renamed. */
    static Path path(NetDevice device) {
        return FOLDER.resolve("xdp-" + device.ifindex() + "-" + device.namespace().inode());
    }

    /** {@return whether {@code xdpasm attach --link} has pinned a link there, which is still there} */
    static boolean isOurs(AttachRecords records, Path path) {
        return Files.exists(path)
                && records.pins().stream().anyMatch(record -> record.path().equals(path.toAbsolutePath()));
    }

    /** Makes our own folder, if the path is in it; other folders are their owners'. */
    static void makeFolder(Path path) {
        if (!FOLDER.equals(path.getParent()) || Files.isDirectory(FOLDER) || !Files.isDirectory(FOLDER.getParent())) {
            return;
        }
        try {
            Files.createDirectory(FOLDER);
        } catch (IOException e) {
            throw new BpfException("the folder " + FOLDER + " for pins cannot be made: " + InputFile.reason(e), e);
        }
    }

    /** Removes the names that were given to a link by {@code xdpasm attach --link}, and no others. */
    static void removeOf(BpfLinkInfo link, AttachRecords records) {
        for (PinRecord record : records.pins()) {
            if (isPinOf(record.path(), link.id())) {
                try {
                    Files.deleteIfExists(record.path());
                } catch (IOException e) {
                    throw new BpfException(
                            "the link's pin " + record.path() + " cannot be removed: " + InputFile.reason(e), e);
                }
                records.forgetPin(record.path());
            }
        }
        removeFolder();
    }

    /** Our folder goes with the last name in it. */
    private static void removeFolder() {
        try {
            Files.deleteIfExists(FOLDER);
        } catch (IOException e) {
            // ENOTEMPTY: another interface's link is in it. java.nio has no type for that on all file systems.
            return;
        }
    }

    private static boolean isPinOf(Path path, int linkId) {
        if (!Files.exists(path)) {
            return false;
        }
        try (BpfLink pinned = Pins.link(path)) {
            return pinned.id() == linkId;
        } catch (BpfException notALink) {
            return false;
        }
    }
}
