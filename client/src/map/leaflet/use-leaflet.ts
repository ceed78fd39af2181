/** The one bridge between React and Leaflet: makes the map in its element and takes it down again. */
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { useEffect, useRef, useState } from 'react';

export interface FirstView {
  readonly centre: readonly [lng: number, lat: number];
  readonly zoom: number;
}

/** Zooming goes in steps of a quarter and without animation: our canvases paint whole frames. */
export function useLeaflet(first: FirstView) {
  const host = useRef<HTMLDivElement>(null);
  const begin = useRef(first);
  const [map, setMap] = useState<L.Map | null>(null);
  useEffect(() => {
    if (!host.current) return;
    const { centre, zoom } = begin.current;
    const made = L.map(host.current, {
      center: [centre[1], centre[0]],
      zoom,
      minZoom: 2,
      maxZoom: 18,
      zoomSnap: 0.25,
      zoomDelta: 1,
      wheelPxPerZoomLevel: 90,
      zoomControl: false,
      zoomAnimation: false,
      fadeAnimation: false,
      markerZoomAnimation: false,
      inertia: false,
      attributionControl: false,
      doubleClickZoom: false,
      // Arrow keys and digits belong to the commands of the page.
      keyboard: false,
      maxBounds: [
        [-85.06, -360],
        [85.06, 360],
      ],
    });
    L.control.scale({ imperial: false, position: 'bottomright', maxWidth: 110 }).addTo(made);
    // The panels beside it take their width after the map is there: a view that was asked for keeps its centre until it is moved.
    let [moved, settling] = [false, false];
    made.on('movestart', () => (moved ||= !settling));
    const observer = new ResizeObserver(() => {
      made.invalidateSize({ animate: false, pan: false });
      if (moved) return;
      settling = true;
      made.setView([centre[1], centre[0]], zoom, { animate: false });
      settling = false;
    });
    observer.observe(host.current);
    setMap(made);
    return () => {
      observer.disconnect();
      made.remove();
      setMap(null);
    };
  }, []);
  return { host, map };
}
