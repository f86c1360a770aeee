using System.Collections.Concurrent;
using Negotiations.Views;

namespace Negotiations.Server.Audit;

/// <summary>
/// Rows that another version of the fold made. While nodes are upgraded one after another they are right, and this
/// program cannot say whether they are; so it is no excuse for longer than that takes.
/// </summary>
internal sealed class OtherFolds
{
    /// <summary>An older row is folded again at the next refresh, which comes every half minute.</summary>
    public static readonly TimeSpan RefreshTakes = TimeSpan.FromMinutes(10);

    /// <summary>By then the older nodes are expected to be gone.</summary>
    public static readonly TimeSpan UpgradeTakes = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> since = new(StringComparer.Ordinal);

    /// <summary>It is of this version of the fold.</summary>
    public void Remove(string id) => since.TryRemove(id, out _);

    /// <summary>Why a row of another version is wrong; null: it may be right still.</summary>
    /// <param name="id">Of the negotiation.</param>
    /// <param name="fold">That the row says made it.</param>
    /// <param name="newest">The version by which all views were last folded; null: not known.</param>
    /// <param name="now">By the database's clock.</param>
    public string? WhyNot(string id, int fold, int? newest, DateTimeOffset now)
    {
        // A program folds all views before it records anything.
        if (fold > StatusFold.Version && fold > newest)
            return $"Its row says that version {fold} of the fold made it, and no program of that version has worked "
                + "here.";

        var waited = now - since.GetOrAdd(id, now);
        var most = fold < StatusFold.Version ? RefreshTakes : UpgradeTakes;
        return waited <= most
            ? null
            : $"Its row says that version {fold} of the fold made it, for {waited.TotalMinutes:f0} minutes now. "
                + $"This program has version {StatusFold.Version} and cannot check it. End the upgrade: start all "
                + "nodes with the newest program.";
    }
}
