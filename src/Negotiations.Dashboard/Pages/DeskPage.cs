using Microsoft.AspNetCore.Components;
using Negotiations.Dashboard.Desks;
using Negotiations.Dashboard.Languages;

namespace Negotiations.Dashboard.Pages;

/// <summary>A page without anything but its request.</summary>
public abstract class DeskPage : ComponentBase
{
    [Parameter]
    public Desk Desk { get; set; } = null!;

    protected Words Words => Desk.Words;
}

/// <summary>A page that shows something.</summary>
/// <typeparam name="TModel">What its route read for it.</typeparam>
public abstract class DeskPage<TModel> : DeskPage
{
    [Parameter]
    public TModel Model { get; set; } = default!;
}
