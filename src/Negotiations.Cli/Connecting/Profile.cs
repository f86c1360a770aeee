using System.Text.Json;
using Negotiations.Cli.Running;

namespace Negotiations.Cli.Connecting;

/// <summary>
/// A server and a key under a name: <c>{ "default": { "server": "https://...", "key": "ngt_..." } }</c>.
/// </summary>
/// <param name="Server">Null: the profile names none.</param>
/// <param name="Key">Null: the profile names none.</param>
internal sealed record Profile(string? Server, string? Key)
{
    /// <summary>The verifier key of the server's ledger; null: the profile names none.</summary>
    public string? Vkey { get; init; }

    private const string DefaultName = "default";

    private const UnixFileMode ForOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    // A misspelt member would silently mean another server, so it is refused.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <param name="folder">Where profile.json lies.</param>
    /// <param name="name">Null: the default one, which need not exist.</param>
    public static Profile Read(string folder, string? name)
    {
        var file = Path.Combine(folder, "profile.json");
        if (!File.Exists(file))
            return name is null
                ? new Profile(null, null)
                : throw CommandFailedException.Usage($"There is no profile '{name}': {file} does not exist.");

        RefuseWhatOthersCanRead(file);
        var profiles = Parse(file);
        if (profiles.TryGetValue(name ?? DefaultName, out var profile) && profile is not null)
            return profile;

        return name is null
            ? new Profile(null, null)
            : throw CommandFailedException.Usage(
                $"There is no profile '{name}' in {file}. It has "
                    + $"{string.Join(", ", profiles.Keys.Order(StringComparer.Ordinal))}."
            );
    }

    /// <summary>The names of all profiles.</summary>
    public static IEnumerable<string> Names(string folder) =>
        Path.Combine(folder, "profile.json") is var file && File.Exists(file) ? Parse(file).Keys : [];

    private static void RefuseWhatOthersCanRead(string file)
    {
        if (OperatingSystem.IsWindows())
            return;

        var mode = File.GetUnixFileMode(file);
        if ((mode & ForOthers) != 0)
            throw CommandFailedException.Usage(
                $"{file} may hold a key and is open to other users (mode "
                    + $"{Convert.ToString((int)mode, 8)}). Close it with: chmod 600 {file}"
            );
    }

    private static Dictionary<string, Profile?> Parse(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, Profile?>>(File.ReadAllText(file), Strict) ?? [];
        }
        catch (JsonException wrong)
        {
            // The message of the parser may quote what stands there, which may be the key.
            throw CommandFailedException.Usage(
                $"{file} cannot be read at line {wrong.LineNumber + 1}. A profile looks like {{ "
                    + "\"default\": { \"server\": \"https://...\", \"key\": \"ngt_...\" } }."
            );
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw CommandFailedException.Usage(denied.Message);
        }
    }
}
