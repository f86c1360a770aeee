using Negotiations.Server.Http;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>The pages name their parameters beside the questions, the API beside what the contract says of
/// them.</summary>
public sealed class PageParameters
{
    [Fact]
    public void A_list_takes_the_parameters_that_the_contract_names() =>
        Assert.Equal(
            Parameters.Filters.Concat(Parameters.Paging).Select(each => each.Name),
            ListQuery.Names.Concat(ListQuery.PagingNames)
        );

    [Fact]
    public void Tolls_take_the_parameters_that_the_contract_names() =>
        Assert.Equal(Parameters.Tolls.Concat(Parameters.Of).Select(each => each.Name), Tolls.Names);
}
