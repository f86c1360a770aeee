using System.Globalization;
using Negotiations.Ledger;
using Negotiations.Record;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Importing;

/// <summary>What an import is asked to do, read from the parameters of its request.</summary>
internal static class ImportQuery
{
    /// <summary>Null where the format is not known; what else is wrong is the query's problem.</summary>
    /// <param name="today">The latest day that it is anywhere: no release is of a later one.</param>
    public static ImportRequest? Read(Query query, DateOnly today)
    {
        if (query.Text("format") is not { } format || !ImportRequest.Formats.Contains(format))
        {
            query.Refuse(
                "format",
                $"format={Slug.Clip(query.Text("format") ?? "")} is not known. It is one of "
                    + $"{string.Join(", ", ImportRequest.Formats)}.",
                "unknown-value"
            );
            return null;
        }

        var dataset = query.Text("dataset") ?? format;
        if (!Slug.IsNegotiationId(dataset))
            query.Refuse(
                "dataset",
                $"dataset={Slug.Clip(dataset)} cannot be the name of a dataset. Use lower-case letters, "
                    + "digits and hyphens, the same for all its releases."
            );

        // A record goes back as it was recorded: it is no release of anything.
        if (format == ImportRequest.Restoring)
            return Restored(query, new ImportRequest(format, format, today, query.Flag("dryRun")));

        foreach (var name in (string[])[ImportParameters.Vkey, ImportParameters.Unproven])
            if (query.All(name).Count > 0)
                query.Refuse(name, $"{name} is of the format {ImportRequest.Restoring}: a dataset has no log.");

        var text = query.Text("release");
        if (
            !DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var release
            )
        )
            query.Refuse(
                "release",
                $"release={Slug.Clip(text ?? "")} is no day. Say on which day this release was published: 2019-07-01."
            );
        else if (release > today)
            query.Refuse("release", $"release={text} is still to come.");

        return Covered(query, new ImportRequest(format, dataset, release, query.Flag("dryRun")));
    }

    private static ImportRequest Restored(Query query, ImportRequest asked)
    {
        var (vkeys, isUnproven) = (query.All(ImportParameters.Vkey), query.Flag(ImportParameters.Unproven));
        foreach (var text in vkeys)
            if (!VerifierKey.TryParse(text, out _, out var unreadable))
                query.Refuse(
                    ImportParameters.Vkey,
                    $"vkey={Slug.Clip(text)} is no verifier key. {unreadable.Explanation} In an address its plus signs "
                        + "are written %2B."
                );

        if (isUnproven && vkeys.Count > 0)
            query.Refuse(
                ImportParameters.Unproven,
                "A record is held against a key, or taken unproven: send vkey or unproven."
            );

        return asked with
        {
            Vkeys = vkeys,
            IsUnproven = isUnproven,
        };
    }

    // Of what the release would have it, and what a person has said yes to.
    private static ImportRequest Covered(Query query, ImportRequest asked)
    {
        var confirmed = query
            .All("confirm")
            .SelectMany(each => each.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Distinct()
            .ToList();
        if (confirmed.FirstOrDefault(code => !ReleaseQuestions.Codes.Contains(code)) is { } unknown)
            query.Refuse(
                "confirm",
                $"confirm={Slug.Clip(unknown)} answers no question. It is one of "
                    + $"{string.Join(", ", ReleaseQuestions.Codes)}, as a refused import names it.",
                "unknown-value"
            );

        var (covers, isPartial) = (query.Date("covers"), query.Flag("partial"));
        if (covers is not null && isPartial)
            query.Refuse("covers", "A release either covers a span of days or is partial: send covers or partial.");
        else if (covers is { Earliest: null } or { Latest: null })
            query.Refuse("covers", "covers is a span with two ends: 2024-02, or 2024-01-01/2024-02-29.");

        var (least, most) = (query.Number("least"), query.Number("most"));
        if (least > most)
            query.Refuse("least", $"least={least} is more than most={most}: no release could have so many rows.");

        return asked with
        {
            Covers = covers,
            IsPartial = isPartial,
            Confirmed = confirmed,
            LeastRows = least,
            MostRows = most,
        };
    }
}
