using Microsoft.AspNetCore.Components;
using Negotiations.Dashboard.Desks;
using Negotiations.Dashboard.Languages;

namespace Negotiations.Dashboard.Parts;

/// <summary>A part of a page.</summary>
public abstract class DeskPart : ComponentBase
{
    [CascadingParameter]
    public Desk Desk { get; set; } = null!;

    protected Words Words => Desk.Words;
}
