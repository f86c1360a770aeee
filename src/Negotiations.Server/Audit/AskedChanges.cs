using Negotiations.Record;
using Negotiations.Store.Queries;
using Negotiations.Views;

namespace Negotiations.Server.Audit;

/// <summary>
/// What changed, worked out once for one request: it costs many folds of a long record, and an assistant's tool asks
/// for the same again with fewer rows until they fit.
/// </summary>
internal sealed class AskedChanges
{
    private string? key;
    private ChangeAnswer? made;

    /// <param name="query">As it was asked; of which page does not matter.</param>
    /// <param name="negotiation">As it is recorded.</param>
    /// <param name="before">The lesser knowledge of the question.</param>
    /// <param name="after">The greater one.</param>
    public ChangeAnswer Between(IQueryCollection query, Negotiation negotiation, Clocks before, Clocks after)
    {
        var asked = string.Join(
            '\n',
            [
                negotiation.Id,
                $"{negotiation.Version} {negotiation.Erasures} {after.Version}",
                .. query
                    .Where(each => !ListQuery.PagingNames.Contains(each.Key))
                    .OrderBy(each => each.Key, StringComparer.Ordinal)
                    .Select(each => $"{each.Key}={each.Value}"),
            ]
        );
        if (made is null || key != asked)
            (key, made) = (asked, Changes.Between(negotiation, before, after));

        return made;
    }
}
