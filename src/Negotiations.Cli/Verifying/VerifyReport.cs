using System.Text.Json;
using System.Text.Json.Serialization;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>What a verification checked and found; <c>--json</c> prints it as it is.</summary>
internal sealed class VerifyReport(string subject)
{
    private static readonly JsonSerializerOptions ForMachines = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The server, file or dump.</summary>
    public string Subject { get; } = subject;

    /// <summary><c>verified</c>, <c>tampering</c> or <c>unchecked</c>.</summary>
    public string Verdict =>
        Findings.Count > 0 ? "tampering"
        : Gaps.Count > 0 ? "unchecked"
        : "verified";

    public string? Origin { get; set; }

    public long? Size { get; set; }

    public string? Root { get; set; }

    /// <summary>Entries, tiles and views that were compared.</summary>
    public SortedDictionary<string, long> Checked { get; } = new(StringComparer.Ordinal);

    /// <summary>Tampering, the first bad event first.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>What could not be checked, and why.</summary>
    public List<string> Gaps { get; } = [];

    /// <summary>
    /// What a reader should know and is no fault: erased events, events not in the log yet, trust taken on first use.
    /// </summary>
    public List<string> Remarks { get; } = [];

    [JsonIgnore]
    public int ExitCode =>
        Findings.Count > 0 ? VerifyExit.Tampered
        : Gaps.Count > 0 ? VerifyExit.Unchecked
        : VerifyExit.Verified;

    public string ToJson() => JsonSerializer.Serialize(this, ForMachines);

    public void Count(string what, long more = 1) => Checked[what] = Checked.GetValueOrDefault(what) + more;

    /// <summary>A failed check becomes a finding; one that says only that a proof is unfit becomes a gap.</summary>
    public bool Accepts(Verification verification, string kind)
    {
        if (verification.Holds)
            return true;

        if (verification is WrongProofLength)
            Gaps.Add(verification.Explanation);
        else
            Findings.Add(new Finding(kind, verification.Explanation));
        return false;
    }
}

/// <summary>The exit codes of <c>verify</c> and <c>witness</c>: a promise to scripts.</summary>
internal static class VerifyExit
{
    public const int Verified = 0;

    public const int Tampered = 1;

    public const int Unchecked = 5;
}
