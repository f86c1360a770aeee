using Microsoft.AspNetCore.Components;
using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Languages;

namespace Negotiations.Dashboard.Parts;

/// <summary>A part of a page.</summary>
public abstract class DashboardPart : ComponentBase
{
    [CascadingParameter]
    public PageContext Page { get; set; } = null!;

    protected Words Words => Page.Words;
}
