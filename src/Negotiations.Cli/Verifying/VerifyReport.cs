using System.Text.Json;
using System.Text.Json.Serialization;
using Negotiations.Cli.Running;
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

    /// <summary>For every entry, between which times it came in by the clocks of others; the first entries
    /// first.</summary>
    public List<EntryBounds> Bounds { get; } = [];

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

        Refuses((VerificationFailure)verification, kind);
        return false;
    }

    /// <summary>
    /// A failed check is a finding. One that says only that a proof is unfit, or that a key is not known here, is a
    /// gap: nothing was forged that anyone could show.
    /// </summary>
    public void Refuses(VerificationFailure failure, string kind)
    {
        if (failure is WrongProofLength or NotSigned)
            Gaps.Add(failure is NotSigned ? $"{kind}: {failure.Explanation}" : failure.Explanation);
        else
            Findings.Add(new Finding(kind, failure.Explanation));
    }
}
