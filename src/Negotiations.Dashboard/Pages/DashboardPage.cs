using Microsoft.AspNetCore.Components;
using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Languages;

namespace Negotiations.Dashboard.Pages;

/// <summary>A page without anything but its request.</summary>
public abstract class DashboardPage : ComponentBase
{
    [Parameter]
    public PageContext Page { get; set; } = null!;

    protected Words Words => Page.Words;
}

/// <summary>A page that shows something.</summary>
/// <typeparam name="TModel">What its route read for it.</typeparam>
public abstract class DashboardPage<TModel> : DashboardPage
{
    [Parameter]
    public TModel Model { get; set; } = default!;
}
