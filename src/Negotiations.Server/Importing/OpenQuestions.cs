using Negotiations.Import.Statements;
using Negotiations.Store.Jobs;

namespace Negotiations.Server.Importing;

/// <summary>What of a release is in doubt, once all of its rows were read.</summary>
/// <param name="Questions">For a person.</param>
/// <param name="Withheld">Facts that it has not, and that are not retracted before someone says so.</param>
internal sealed record OpenQuestions(IReadOnlyList<ImportQuestion> Questions, HashSet<Guid> Withheld)
{
    public static readonly OpenQuestions None = new([], []);

    /// <param name="request">With what was confirmed.</param>
    /// <param name="coverage">Of which facts its silence says something.</param>
    /// <param name="read">What its rows came to.</param>
    /// <param name="waited">Facts that earlier releases had not, and that no one has said are withdrawn.</param>
    /// <param name="recorded">By the dataset.</param>
    /// <param name="stop">Finds none.</param>
    public static async Task<OpenQuestions> FindAsync(
        ImportRequest request,
        Coverage coverage,
        ReadRelease read,
        HashSet<Guid> waited,
        DatasetFacts recorded,
        CancellationToken stop
    )
    {
        waited.IntersectWith(read.Known.Gone.Select(each => each.Id));

        // An empty file says nothing, whatever it is said to cover.
        var isEmpty = read.Taken == 0 && !coverage.IsPartial;
        var gone =
            coverage.IsWhole || isEmpty
                ? read
                    .Known.Gone.Where(each => isEmpty || read.IsWhole(each.Negotiation))
                    .Select(each => each.Id)
                    .ToHashSet()
                : [];
        var fresh = gone.Where(id => isEmpty || !waited.Contains(id)).ToList();
        var goneRows = await recorded.RowsAsync(fresh, stop);
        var isMuch = ReleaseQuestions.IsMuch(read.KnownRows, goneRows);
        var isConfirmed = request.Confirmed.Contains(ReleaseQuestions.Gone);
        var questions = ReleaseQuestions.Of(
            request,
            read.Taken,
            read.KnownRows,
            goneRows,
            read.Rekeyed,
            read.IsByNewKeys,
            read.LostColumns,
            read.ChangedMapping,
            read.Moved
        );
        return new OpenQuestions(
            questions,
            isConfirmed ? []
                : isMuch ? gone
                : waited
        );
    }

    /// <summary>The questions that keep anything from being recorded.</summary>
    public IReadOnlyList<ImportQuestion> Open(ImportRequest request) =>
        [.. Questions.Where(each => each.Code != ReleaseQuestions.Gone && !request.Confirmed.Contains(each.Code))];
}

/// <summary>A release whose rows were all read.</summary>
/// <param name="Known">Facts of the dataset, marked where the release has them.</param>
/// <param name="Taken">Rows of the file that were taken.</param>
/// <param name="KnownRows">Those among them that the record has.</param>
/// <param name="Rekeyed">Facts that it has under other keys.</param>
/// <param name="IsByNewKeys">Its rows were read as having these keys.</param>
/// <param name="LostColumns">That the release before had.</param>
/// <param name="Moved">Facts that would move.</param>
/// <param name="ChangedMapping">What of the mapping is another than before; null: nothing that places rows.</param>
/// <param name="IsWhole">No row that could not be taken may belong to the negotiation.</param>
internal sealed record ReadRelease(
    KnownFacts Known,
    long Taken,
    long KnownRows,
    int Rekeyed,
    bool IsByNewKeys,
    IReadOnlyList<string> LostColumns,
    long Moved,
    string? ChangedMapping,
    Func<string, bool> IsWhole
);
