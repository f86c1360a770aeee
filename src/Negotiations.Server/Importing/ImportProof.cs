using Negotiations.Ledger;
using Negotiations.Store.Ledger;
using Negotiations.Store.Schema;

namespace Negotiations.Server.Importing;

/// <summary>What proves a whole record that was brought back.</summary>
/// <param name="State">Proven, or unproven: taken as the file had it.</param>
/// <param name="Origin">Of the log that signed it; absent where nothing was proven, like all that follows.</param>
/// <param name="Size">Entries under the checkpoint: as many as there are events.</param>
/// <param name="Root">Of the tree of these entries.</param>
/// <param name="Vkey">The key that signed the checkpoint.</param>
/// <param name="KeyFrom">Whether that key was given, or handed over to from one that was, or is only named in the
/// file.</param>
/// <param name="Witnesses">The names under the checkpoint beside the log's; they were not checked.</param>
/// <param name="GoesOn">True: this server has the key of that log, or the one before its own, and its log goes on with
/// the same entries. False: its log begins with the same entries under a key of its own, and says so in a public
/// notice.</param>
public sealed record ImportProof(
    ProofState State,
    string? Origin = null,
    long? Size = null,
    string? Root = null,
    string? Vkey = null,
    KeySource? KeyFrom = null,
    IReadOnlyList<string>? Witnesses = null,
    bool? GoesOn = null
)
{
    internal static ImportProof Of(CarriedLog log, LedgerKey key)
    {
        if (log is not ProvenLog { Signature: var signature })
            return new ImportProof(ProofState.Unproven);

        var signed = signature.Signed.Checkpoint;
        return new ImportProof(
            ProofState.Proven,
            signed.Origin,
            signed.Size,
            signed.Root.ToString(),
            signature.Key.Text,
            signature.IsGiven ? KeySource.Given : KeySource.File,
            [
                .. signature
                    .Signed.Note.Signatures.Select(each => each.KeyName)
                    .Where(name => name != signed.Origin)
                    .Distinct(),
            ],
            log.GoesOn(key)
        );
    }
}

public enum ProofState
{
    Proven,
    Unproven,
}

public enum KeySource
{
    /// <summary>It was named with the request, or handed over to from one that was.</summary>
    Given,

    /// <summary>Only the file says that it is the log's.</summary>
    File,
}

/// <summary>Where a whole record is not what its log signed.</summary>
/// <param name="Kind">Unproven, cut, unknown-key or altered.</param>
/// <param name="Line">Of the file, from 1; 0: no single one.</param>
/// <param name="Negotiation">Of the event in that line; absent where there is none, like all that follows.</param>
/// <param name="Version">Of that event.</param>
/// <param name="EventId">Of that event.</param>
/// <param name="Member">Which member of it is not as it was recorded: a place within the data as in
/// <c>/killed/low</c>, or a name beside them; absent where it cannot be seen.</param>
/// <param name="Detail">A sentence.</param>
public sealed record ImportAlteration(
    AlterationKind Kind,
    long Line,
    string? Negotiation,
    long? Version,
    Guid? EventId,
    string? Member,
    string Detail
)
{
    internal static ImportAlteration Of(ExportFault fault) =>
        new(
            fault.Kind switch
            {
                ExportFaultKind.Cut => AlterationKind.Cut,
                ExportFaultKind.UnknownKey => AlterationKind.UnknownKey,
                ExportFaultKind.Unproven => AlterationKind.Unproven,
                _ => AlterationKind.Altered,
            },
            fault.Line,
            fault.Stream is { } stream ? NoticeStreams.NegotiationOf(stream) ?? stream : null,
            fault.Version,
            fault.EventId,
            fault.Member,
            fault.Why
        );
}

public enum AlterationKind
{
    Altered,
    Cut,

    /// <summary>No key that was given signed it.</summary>
    UnknownKey,

    /// <summary>It carries no proof.</summary>
    Unproven,
}
