package dev.xdpasm.btf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Types that stay bytes until they are asked for: the kernel's are 126,000 in 5.5 MB, of which a program needs a few. Knows
 * where each begins; a table of names is made when the first name is looked for. A type becomes a record when it is asked for,
 * and is kept.
 *
 * <p>Immutable as seen from outside, and may be shared between threads: keep it, as making it takes milliseconds.
 */
public final class BtfIndex implements BtfTypes {
    private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");

    private final BtfBlob blob;
    private final BtfTypeDecoder decoder;
    private final @Nullable BtfIndex base;
    private final int firstId;
    /** Where the type of an id begins, from {@link #firstId} on. */
    private final int[] starts;
    private final AtomicReferenceArray<@Nullable BtfType> decoded;
    private volatile @Nullable BtfNames names;

    private BtfIndex(byte[] section, @Nullable BtfIndex base) {
        this.blob = new BtfBlob(section, base == null ? null : base.blob);
        this.base = base;
        this.firstId = base == null ? 1 : base.count() + 1;
        this.decoder = new BtfTypeDecoder(blob);
        this.starts = starts(blob, firstId);
        this.decoded = new AtomicReferenceArray<>(starts.length);
    }

    /**
     * {@return the types in the bytes of a section {@code .BTF}, which must not be changed afterwards}
     *
     * @throws BtfException if types are cut or of kinds that are not known
     */
    public static BtfIndex of(byte[] section) {
        return new BtfIndex(section, null);
    }

    /**
     * {@return the types of a section that build on others, as those of a module on the kernel's (split BTF)}
     *
     * @throws BtfException if types are cut or of kinds that are not known
     */
    public static BtfIndex of(byte[] section, BtfIndex base) {
        return new BtfIndex(section, base);
    }

    /**
     * {@return the types of the running kernel}: {@code /sys/kernel/btf/vmlinux}, which kernels since 5.4 have if they were
     * built with {@code CONFIG_DEBUG_INFO_BTF}. Reads them anew at each call.
     *
     * @throws BtfException if the kernel has none
     */
    public static BtfIndex ofKernel() {
        return of(read(KERNEL));
    }

    /**
     * {@return the types of a module that is loaded, on top of its kernel's}; since Linux 5.11
     *
     * @param name the module's name, such as {@code nf_conntrack}
     * @param kernel the kernel's own
     * @throws BtfException if there is no such module or it has none
     */
    public static BtfIndex ofModule(String name, BtfIndex kernel) {
        if (!name.matches("[A-Za-z0-9_]+")) {
            throw new BtfException("'" + name + "' is no name of a module, expected letters, digits and _");
        }
        return of(read(KERNEL.resolveSibling(name)), kernel);
    }

    /**
     * {@return the types of all modules that are loaded now, sorted by their names}; none before Linux 5.11
     *
     * @param kernel the kernel's own
     */
    public static List<BtfIndex> ofModules(BtfIndex kernel) {
        List<BtfIndex> modules = new ArrayList<>();
        String[] names = KERNEL.toFile().getParentFile().list();
        if (names != null) {
            Arrays.sort(names);
            for (String name : names) {
                if (!KERNEL.endsWith(name)) {
                    modules.add(ofModule(name, kernel));
                }
            }
        }
        return modules;
    }

    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            // sysfs says how long the file is; readAllBytes would copy it once more
            byte[] bytes = new byte[(int) Files.size(file)];
            if (in.readNBytes(bytes, 0, bytes.length) != bytes.length || in.read() >= 0) {
                throw new BtfException(file + " has another size than the kernel says: " + bytes.length);
            }
            return bytes;
        } catch (IOException e) {
            throw new BtfException(file + " cannot be read (" + e.getClass().getSimpleName()
                    + "), expected BTF of the running kernel", e);
        }
    }

    private static int[] starts(BtfBlob blob, int firstId) {
        // 45 bytes a type are usual
        int[] starts = new int[(blob.typesTo() - blob.typesFrom()) / 32 + 16];
        int count = 0;
        int at = blob.typesFrom();
        int to = blob.typesTo();
        while (at < to) {
            if (to - at < BtfFormat.TYPE_BYTES) {
                throw BtfBlob.error(at, "type " + (firstId + count) + " is cut");
            }
            int info = blob.int32(at + 4);
            int number = info >>> 24 & BtfFormat.MOST_KINDS;
            int elements = info & BtfFormat.MOST_ELEMENTS;
            if (!BtfFormat.isKind(number)) {
                throw BtfBlob.error(at, "unknown kind of type " + number);
            }
            long size = BtfFormat.bytes(number, elements);
            if (size > to - at) {
                throw BtfBlob.error(at, "type " + (firstId + count) + " (" + BtfFormat.kind(info) + ") is cut");
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count + (count >> 1));
            }
            starts[count++] = at;
            at += (int) size;
        }
        return Arrays.copyOf(starts, count);
    }

    /** {@return the types that these build on} */
    public Optional<BtfIndex> base() {
        return Optional.ofNullable(base);
    }

    /** {@return the id of the first type that is not the base's} */
    public int firstId() {
        return firstId;
    }

    @Override
    public int count() {
        return firstId - 1 + starts.length;
    }

    @Override
    public BtfType type(int id) {
        if (base != null && id >= 1 && id < firstId) {
            return base.type(id);
        }
        int own = own(id);
        BtfType known = decoded.get(own);
        if (known == null) {
            known = decoder.decode(starts[own]);
            decoded.set(own, known);
        }
        return known;
    }

    /** {@return the kind of a type's id}; costs less than the type */
    public BtfKind kind(int id) {
        return base != null && id >= 1 && id < firstId
                ? base.kind(id)
                : BtfFormat.kind(blob.int32(starts[own(id)] + 4));
    }

    private int own(int id) {
        if (id < firstId || id - firstId >= starts.length) {
            throw noSuchType(id, count());
        }
        return id - firstId;
    }

    /** {@return the ids of the types with a name, ascending, those of the base first; the name may not be empty} */
    public int[] named(String name) {
        return join(base == null ? new int[0] : base.named(name), names().exactly(name));
    }

    /** {@return the id of the first type with a name and of a kind} */
    public Optional<Integer> find(String name, BtfKind kind) {
        return Arrays.stream(named(name)).filter(id -> kind(id) == kind).boxed().findFirst();
    }

    /**
     * {@return the ids of the types whose name is this one when what follows the last {@code ___} is left out, ascending, those
     * of the base first}: {@code task_struct} finds {@code task_struct___old} too
     */
    public int[] flavorsOf(String essentialName) {
        return join(base == null ? new int[0] : base.flavorsOf(essentialName), names().withEssential(essentialName));
    }

    private static int[] join(int[] first, int[] second) {
        int[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private BtfNames names() {
        BtfNames known = names;
        if (known == null) {
            // two threads may make it both; either is right
            known = new BtfNames(blob, starts, firstId);
            names = known;
        }
        return known;
    }

    /**
     * {@return all types as records}
     *
     * @throws BtfException if one contradicts itself or refers to a type that is not there
     */
    public Btf decodeAll() {
        List<BtfType> types = new ArrayList<>(starts.length);
        int last = count();
        for (int i = 0; i < starts.length; i++) {
            int at = starts[i];
            int id = firstId + i;
            BtfType type = decoder.decode(at);
            BtfReferences.forEach(type, referred -> {
                if (referred < 0 || referred > last) {
                    throw BtfBlob.error(at, "type " + id + " (" + type.kind() + ") refers to type "
                            + Integer.toUnsignedString(referred) + ", expected 0 to " + last);
                }
            });
            types.add(type);
        }
        return new Btf(types, base());
    }

    /** The string section's end and the strings by offset, for who reads what refers to them. */
    BtfBlob blob() {
        return blob;
    }

    static BtfException noSuchType(int id, int count) {
        return new BtfException("BTF has no type " + Integer.toUnsignedString(id) + ", expected 1 to " + count);
    }
}
